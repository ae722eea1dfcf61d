/** Build the page unless it is there already. */
import {preparedPage} from './page.ts';

const began = performance.now();
const {catalogue} = await preparedPage();
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.error(`${catalogue.length} templates ready after ${seconds} s: ${catalogue.map((card) => card.name).join(', ')}`);
