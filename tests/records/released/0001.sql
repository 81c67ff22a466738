BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	scenario_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	scenario_hash TEXT NOT NULL, 
	rubric_hash TEXT NOT NULL, 
	behaviours_hash TEXT NOT NULL, 
	reader TEXT, 
	seed BIGINT NOT NULL, 
	mode TEXT NOT NULL, 
	started TEXT NOT NULL, 
	ended TEXT, 
	ending TEXT, 
	CONSTRAINT pk_attempts PRIMARY KEY (attempt_id), 
	CONSTRAINT uq_attempts_attempt_id_trainee_id UNIQUE (attempt_id, trainee_id), 
	CONSTRAINT fk_attempts_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT fk_attempts_scenario_hash FOREIGN KEY(scenario_hash) REFERENCES contents (digest), 
	CONSTRAINT fk_attempts_rubric_hash FOREIGN KEY(rubric_hash) REFERENCES contents (digest), 
	CONSTRAINT fk_attempts_behaviours_hash FOREIGN KEY(behaviours_hash) REFERENCES contents (digest)
);
INSERT INTO "attempts" VALUES('019ca945-0a00-7167-89f3-62cfcfe31933','019ca945-0a00-71fb-a09a-1d14a1e312e5','month-nine','Month nine','1738a15acb6c801af3a69a1355a1cd830482f5dd5f7e4e42fac42ac8259f0faf','15c6c8dc1fbd98cb075056a9b29411e0bff454188052f8f0b1da8cf66830c985','54d66629bf11163e7a3f68b0c670f41e83ae0ea9f19720b98f6dc767bd82ff9f','test-1+abc',7,'practice','2026-03-01T12:00:00.000000Z',NULL,NULL);
INSERT INTO "attempts" VALUES('019ca945-0a00-7a70-b072-a9f3a996d686','019ca945-0a00-7d77-a442-3efba76690fc','month-nine','Month nine','1738a15acb6c801af3a69a1355a1cd830482f5dd5f7e4e42fac42ac8259f0faf','15c6c8dc1fbd98cb075056a9b29411e0bff454188052f8f0b1da8cf66830c985','54d66629bf11163e7a3f68b0c670f41e83ae0ea9f19720b98f6dc767bd82ff9f',NULL,7,'practice','2026-03-01T12:00:00.000000Z',NULL,NULL);
CREATE TABLE contents (
	digest TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_contents PRIMARY KEY (digest)
);
INSERT INTO "contents" VALUES('15c6c8dc1fbd98cb075056a9b29411e0bff454188052f8f0b1da8cf66830c985','scenario','id: rubric
');
INSERT INTO "contents" VALUES('1738a15acb6c801af3a69a1355a1cd830482f5dd5f7e4e42fac42ac8259f0faf','scenario','id: scenario
');
INSERT INTO "contents" VALUES('54d66629bf11163e7a3f68b0c670f41e83ae0ea9f19720b98f6dc767bd82ff9f','scenario','names-feeling validating abc
');
CREATE TABLE drafts (
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_drafts_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id)
);
INSERT INTO "drafts" VALUES('019ca945-0a00-7a70-b072-a9f3a996d686','019ca945-0a00-7d77-a442-3efba76690fc','not sent yet','2026-03-01T12:00:00.000000Z');
CREATE TABLE exchanges (
	exchange_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	response_id TEXT NOT NULL, 
	reading_id TEXT, 
	moment TEXT NOT NULL, 
	visit BIGINT NOT NULL, 
	try_number BIGINT NOT NULL, 
	heard TEXT NOT NULL, 
	reaction BIGINT NOT NULL, 
	answer TEXT NOT NULL, 
	trust_before BIGINT NOT NULL, 
	trust_after BIGINT NOT NULL, 
	distress_before BIGINT NOT NULL, 
	distress_after BIGINT NOT NULL, 
	leads_to TEXT NOT NULL, 
	made TEXT NOT NULL, 
	redone TEXT, 
	CONSTRAINT pk_exchanges PRIMARY KEY (exchange_id), 
	CONSTRAINT fk_exchanges_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT uq_exchanges_response_id UNIQUE (response_id), 
	CONSTRAINT fk_exchanges_response_id FOREIGN KEY(response_id) REFERENCES responses (response_id), 
	CONSTRAINT fk_exchanges_reading_id FOREIGN KEY(reading_id) REFERENCES readings (reading_id)
);
INSERT INTO "exchanges" VALUES('019ca945-0de8-7f7d-bbf2-8526f3093d79','019ca945-0a00-7167-89f3-62cfcfe31933','019ca945-0a00-71fb-a09a-1d14a1e312e5','019ca945-0de8-7869-836a-7c8dc761f819','019ca945-0de8-7cbf-9c98-0687629ecf2b','arrival',1,1,'Same as last time.',0,'Nobody has said that.',4,6,7,6,'opens-up','2026-03-01T12:00:01.000000Z',NULL);
CREATE TABLE readings (
	reading_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	response_id TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	level FLOAT NOT NULL, 
	low FLOAT NOT NULL, 
	high FLOAT NOT NULL, 
	findings TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (reading_id), 
	CONSTRAINT fk_readings_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_readings_response_id FOREIGN KEY(response_id) REFERENCES responses (response_id)
);
INSERT INTO "readings" VALUES('019ca945-0de8-7cbf-9c98-0687629ecf2b','019ca945-0a00-7167-89f3-62cfcfe31933','019ca945-0a00-71fb-a09a-1d14a1e312e5','019ca945-0de8-7869-836a-7c8dc761f819','test-1+abc',4.25,3.5,5.0,'{"names-feeling":{"p":0.913,"finding":"present","evidence":[[0,3]]},"argues":{"p":0.02,"finding":"absent","evidence":[]}}','2026-03-01T12:00:01.000000Z');
CREATE TABLE responses (
	response_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	step BIGINT NOT NULL, 
	text TEXT, 
	sent TEXT NOT NULL, 
	CONSTRAINT pk_responses PRIMARY KEY (response_id), 
	CONSTRAINT uq_responses_attempt_id_step UNIQUE (attempt_id, step), 
	CONSTRAINT fk_responses_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id)
);
INSERT INTO "responses" VALUES('019ca945-0de8-7869-836a-7c8dc761f819','019ca945-0a00-7167-89f3-62cfcfe31933','019ca945-0a00-71fb-a09a-1d14a1e312e5',1,'That is hard.','2026-03-01T12:00:01.000000Z');
CREATE TABLE reviews (
	review_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	response_id TEXT, 
	reviewer TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	judgement TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (review_id), 
	CONSTRAINT fk_reviews_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_reviews_response_id FOREIGN KEY(response_id) REFERENCES responses (response_id)
);
CREATE TABLE scoring_runs (
	scoring_run_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	rubric_hash TEXT NOT NULL, 
	behaviours_hash TEXT NOT NULL, 
	reader TEXT, 
	points FLOAT, 
	passed SMALLINT, 
	judgement TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_scoring_runs PRIMARY KEY (scoring_run_id), 
	CONSTRAINT fk_scoring_runs_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_scoring_runs_rubric_hash FOREIGN KEY(rubric_hash) REFERENCES contents (digest), 
	CONSTRAINT fk_scoring_runs_behaviours_hash FOREIGN KEY(behaviours_hash) REFERENCES contents (digest)
);
CREATE TABLE trainees (
	trainee_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_trainees PRIMARY KEY (trainee_id), 
	CONSTRAINT uq_trainees_name UNIQUE (name)
);
INSERT INTO "trainees" VALUES('019ca945-0a00-71fb-a09a-1d14a1e312e5','Ada','2026-03-01T12:00:00.000000Z');
INSERT INTO "trainees" VALUES('019ca945-0a00-7d77-a442-3efba76690fc','Grace','2026-03-01T12:00:00.000000Z');
CREATE INDEX ix_attempts_trainee_id_started ON attempts (trainee_id, started);
CREATE INDEX ix_scoring_runs_attempt_id ON scoring_runs (attempt_id);
CREATE INDEX ix_readings_response_id ON readings (response_id);
CREATE INDEX ix_reviews_attempt_id ON reviews (attempt_id);
CREATE INDEX ix_exchanges_attempt_id ON exchanges (attempt_id);
COMMIT;
