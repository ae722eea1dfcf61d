CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE sessions (
	id VARCHAR(40) NOT NULL, 
	kind VARCHAR(80) NOT NULL, 
	mode VARCHAR(20) NOT NULL, 
	payload JSON NOT NULL, 
	stages JSON NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	stage VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	changed VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES('vid_done','moa','creator','{"video_type": "moa", "persona": "professional medical narrator", "tone": "clear and educational", "region": "global", "language": null, "quality": "high", "theme": "dark", "brand_colors": [], "captions": true, "seed": 1, "reference_docs": [], "logo": null, "drug_name": "Aspirin", "condition": "pain", "target_audience": "healthcare professionals"}','["scenes", "script", "visuals", "tts", "render"]','complete','render',16,'Ann','2026-11-21T08:30:21.300+00:00','2026-11-21T08:30:21.352+00:00');
INSERT INTO "sessions" VALUES('vid_waiting','product_ad','creator','{"video_type": "product_ad", "persona": "professional narrator", "tone": "clear and reassuring", "region": "global", "language": null, "quality": "high", "theme": "dark", "brand_colors": [], "captions": true, "seed": 1, "reference_docs": [], "logo": null, "topic": "breakfast", "brand_name": "Haferlicht"}','["scenes", "script", "visuals", "animations", "tts", "render"]','awaiting','animations',9,'creator','2026-11-21T08:30:21.353+00:00','2026-11-21T08:30:21.370+00:00');
INSERT INTO "sessions" VALUES('vid_stopped','moa','creator','{"video_type": "moa", "persona": "professional medical narrator", "tone": "clear and educational", "region": "global", "language": null, "quality": "high", "theme": "dark", "brand_colors": [], "captions": true, "seed": 1, "reference_docs": [], "logo": null, "drug_name": "Aspirin", "condition": "pain", "target_audience": "healthcare professionals"}','["scenes", "script", "visuals", "tts", "render"]','stopped','scenes',4,'creator','2026-11-21T08:30:21.373+00:00','2026-11-21T08:30:21.378+00:00');
CREATE TABLE events (
	session_id VARCHAR(40) NOT NULL, 
	seq INTEGER NOT NULL, 
	ts VARCHAR(32) NOT NULL, 
	type VARCHAR(40) NOT NULL, 
	data JSON NOT NULL, 
	PRIMARY KEY (session_id, seq), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "events" VALUES('vid_done',1,'2026-11-21T08:30:21.301+00:00','session_started','{"kind": "moa", "mode": "creator", "stages": ["scenes", "script", "visuals", "tts", "render"], "stage": "scenes", "by": "Ann"}');
INSERT INTO "events" VALUES('vid_done',2,'2026-11-21T08:30:21.304+00:00','stage_running','{"stage": "scenes", "version": 1}');
INSERT INTO "events" VALUES('vid_done',3,'2026-11-21T08:30:21.309+00:00','completed','{"stage": "scenes", "version": 1, "data": {"shown": "scenes 1"}}');
INSERT INTO "events" VALUES('vid_done',4,'2026-11-21T08:30:21.313+00:00','stage_running','{"stage": "scenes", "version": 2, "decision": {"action": "regenerate", "by": "Ann", "feedback": "shorter", "stage": "scenes", "version": 1}}');
INSERT INTO "events" VALUES('vid_done',5,'2026-11-21T08:30:21.316+00:00','completed','{"stage": "scenes", "version": 2, "data": {"shown": "scenes 2"}}');
INSERT INTO "events" VALUES('vid_done',6,'2026-11-21T08:30:21.319+00:00','stage_running','{"stage": "script", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "scenes", "version": 2}}');
INSERT INTO "events" VALUES('vid_done',7,'2026-11-21T08:30:21.325+00:00','completed','{"stage": "script", "version": 1, "data": {"shown": "script 1"}}');
INSERT INTO "events" VALUES('vid_done',8,'2026-11-21T08:30:21.327+00:00','stage_running','{"stage": "visuals", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "script", "version": 1}}');
INSERT INTO "events" VALUES('vid_done',9,'2026-11-21T08:30:21.330+00:00','error','{"stage": "visuals", "version": 1, "error": "no picture", "retryable": true, "scenes": ["s2"]}');
INSERT INTO "events" VALUES('vid_done',10,'2026-11-21T08:30:21.334+00:00','stage_running','{"stage": "visuals", "version": 2, "decision": {"action": "regenerate", "by": "Ben", "stage": "visuals", "version": 1}}');
INSERT INTO "events" VALUES('vid_done',11,'2026-11-21T08:30:21.336+00:00','completed','{"stage": "visuals", "version": 2, "data": {"shown": "visuals 2"}}');
INSERT INTO "events" VALUES('vid_done',12,'2026-11-21T08:30:21.339+00:00','stage_running','{"stage": "tts", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "visuals", "version": 2}}');
INSERT INTO "events" VALUES('vid_done',13,'2026-11-21T08:30:21.341+00:00','completed','{"stage": "tts", "version": 1, "data": {"shown": "tts 1"}}');
INSERT INTO "events" VALUES('vid_done',14,'2026-11-21T08:30:21.346+00:00','stage_running','{"stage": "render", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "tts", "version": 1}}');
INSERT INTO "events" VALUES('vid_done',15,'2026-11-21T08:30:21.348+00:00','completed','{"stage": "render", "version": 1, "data": {"shown": "render 1"}}');
INSERT INTO "events" VALUES('vid_done',16,'2026-11-21T08:30:21.352+00:00','pipeline_complete','{"stage": "render", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "render", "version": 1}}');
INSERT INTO "events" VALUES('vid_waiting',1,'2026-11-21T08:30:21.353+00:00','session_started','{"kind": "product_ad", "mode": "creator", "stages": ["scenes", "script", "visuals", "animations", "tts", "render"], "stage": "scenes", "by": "creator"}');
INSERT INTO "events" VALUES('vid_waiting',2,'2026-11-21T08:30:21.354+00:00','stage_running','{"stage": "scenes", "version": 1}');
INSERT INTO "events" VALUES('vid_waiting',3,'2026-11-21T08:30:21.356+00:00','completed','{"stage": "scenes", "version": 1, "data": {"shown": "scenes 1"}}');
INSERT INTO "events" VALUES('vid_waiting',4,'2026-11-21T08:30:21.358+00:00','stage_running','{"stage": "script", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "scenes", "version": 1}}');
INSERT INTO "events" VALUES('vid_waiting',5,'2026-11-21T08:30:21.360+00:00','completed','{"stage": "script", "version": 1, "data": {"shown": "script 1"}}');
INSERT INTO "events" VALUES('vid_waiting',6,'2026-11-21T08:30:21.363+00:00','stage_running','{"stage": "visuals", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "script", "version": 1}}');
INSERT INTO "events" VALUES('vid_waiting',7,'2026-11-21T08:30:21.365+00:00','completed','{"stage": "visuals", "version": 1, "data": {"shown": "visuals 1"}}');
INSERT INTO "events" VALUES('vid_waiting',8,'2026-11-21T08:30:21.368+00:00','stage_running','{"stage": "animations", "version": 1, "decision": {"action": "accept", "by": "Ann", "stage": "visuals", "version": 1}}');
INSERT INTO "events" VALUES('vid_waiting',9,'2026-11-21T08:30:21.370+00:00','completed','{"stage": "animations", "version": 1, "data": {"shown": "animations 1"}}');
INSERT INTO "events" VALUES('vid_stopped',1,'2026-11-21T08:30:21.373+00:00','session_started','{"kind": "moa", "mode": "creator", "stages": ["scenes", "script", "visuals", "tts", "render"], "stage": "scenes", "by": "creator"}');
INSERT INTO "events" VALUES('vid_stopped',2,'2026-11-21T08:30:21.373+00:00','stage_running','{"stage": "scenes", "version": 1}');
INSERT INTO "events" VALUES('vid_stopped',3,'2026-11-21T08:30:21.375+00:00','completed','{"stage": "scenes", "version": 1, "data": {"shown": "scenes 1"}}');
INSERT INTO "events" VALUES('vid_stopped',4,'2026-11-21T08:30:21.378+00:00','stopped','{"stage": "scenes", "version": 1, "decision": {"action": "stop", "by": "Ann", "stage": "scenes", "version": 1}}');
CREATE TABLE stage_runs (
	id VARCHAR(40) NOT NULL, 
	session_id VARCHAR(40) NOT NULL, 
	stage VARCHAR(80) NOT NULL, 
	version INTEGER NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	attempt INTEGER NOT NULL, 
	executor VARCHAR(200) NOT NULL, 
	feedback TEXT, 
	scenes JSON, 
	take JSON, 
	data JSON, 
	error TEXT, 
	created VARCHAR(32) NOT NULL, 
	started VARCHAR(32), 
	ended VARCHAR(32), 
	PRIMARY KEY (id), 
	CONSTRAINT one_run_a_version UNIQUE (session_id, stage, version), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "stage_runs" VALUES('e568f88eee94a3cdce6fe6a7','vid_done','scenes',1,'rejected',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "scenes 1"}','{"shown": "scenes 1"}',NULL,'2026-11-21T08:30:21.304+00:00','2026-11-21T08:30:21.306+00:00','2026-11-21T08:30:21.312+00:00');
INSERT INTO "stage_runs" VALUES('72d6d3765a6157e15aa4b157','vid_done','scenes',2,'accepted',1,'somewhere/18929:1795249819.50','shorter',NULL,'{"made": "scenes 2"}','{"shown": "scenes 2"}',NULL,'2026-11-21T08:30:21.313+00:00','2026-11-21T08:30:21.314+00:00','2026-11-21T08:30:21.318+00:00');
INSERT INTO "stage_runs" VALUES('d105e7ee5601a05d867749ca','vid_done','script',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "script 1"}','{"shown": "script 1"}',NULL,'2026-11-21T08:30:21.319+00:00','2026-11-21T08:30:21.320+00:00','2026-11-21T08:30:21.327+00:00');
INSERT INTO "stage_runs" VALUES('50817d659fdfc9acc2d0d6e0','vid_done','visuals',1,'rejected',1,'somewhere/18929:1795249819.50',NULL,NULL,NULL,NULL,'no picture','2026-11-21T08:30:21.327+00:00','2026-11-21T08:30:21.328+00:00','2026-11-21T08:30:21.333+00:00');
INSERT INTO "stage_runs" VALUES('1b4f85191cd47929e0ac3b98','vid_done','visuals',2,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "visuals 2"}','{"shown": "visuals 2"}',NULL,'2026-11-21T08:30:21.334+00:00','2026-11-21T08:30:21.335+00:00','2026-11-21T08:30:21.339+00:00');
INSERT INTO "stage_runs" VALUES('861410182c7f00ce7a3f1e9b','vid_done','tts',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "tts 1"}','{"shown": "tts 1"}',NULL,'2026-11-21T08:30:21.340+00:00','2026-11-21T08:30:21.340+00:00','2026-11-21T08:30:21.345+00:00');
INSERT INTO "stage_runs" VALUES('4264e09055c225e410117c83','vid_done','render',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "render 1"}','{"shown": "render 1"}',NULL,'2026-11-21T08:30:21.346+00:00','2026-11-21T08:30:21.347+00:00','2026-11-21T08:30:21.352+00:00');
INSERT INTO "stage_runs" VALUES('605cdfa9df0dc8f29e41b7fb','vid_waiting','scenes',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "scenes 1"}','{"shown": "scenes 1"}',NULL,'2026-11-21T08:30:21.354+00:00','2026-11-21T08:30:21.355+00:00','2026-11-21T08:30:21.358+00:00');
INSERT INTO "stage_runs" VALUES('26fcf3762feff4f1a32bb605','vid_waiting','script',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "script 1"}','{"shown": "script 1"}',NULL,'2026-11-21T08:30:21.358+00:00','2026-11-21T08:30:21.359+00:00','2026-11-21T08:30:21.363+00:00');
INSERT INTO "stage_runs" VALUES('d963dc68995aaf5900a81d25','vid_waiting','visuals',1,'accepted',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "visuals 1"}','{"shown": "visuals 1"}',NULL,'2026-11-21T08:30:21.363+00:00','2026-11-21T08:30:21.364+00:00','2026-11-21T08:30:21.368+00:00');
INSERT INTO "stage_runs" VALUES('155c215e2c26d43000a045fd','vid_waiting','animations',1,'awaiting',1,'',NULL,NULL,'{"made": "animations 1"}','{"shown": "animations 1"}',NULL,'2026-11-21T08:30:21.368+00:00','2026-11-21T08:30:21.369+00:00','2026-11-21T08:30:21.370+00:00');
INSERT INTO "stage_runs" VALUES('0ca6d619b8282b2c09347a3b','vid_stopped','scenes',1,'stopped',1,'somewhere/18929:1795249819.50',NULL,NULL,'{"made": "scenes 1"}','{"shown": "scenes 1"}',NULL,'2026-11-21T08:30:21.374+00:00','2026-11-21T08:30:21.374+00:00','2026-11-21T08:30:21.377+00:00');
CREATE INDEX sessions_by_creation ON sessions (created);
CREATE INDEX stage_runs_by_status ON stage_runs (status);
