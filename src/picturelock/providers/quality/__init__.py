"""Quality control of finished films: what is measured on them, and the rules it is held against."""
