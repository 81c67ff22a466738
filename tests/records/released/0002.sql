BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "attempts" VALUES('019ca945-0a00-79a1-8f27-da6ad5977314','019ca945-0a00-7c8c-b365-9d9df478cedd','month-nine','Month nine','1738a15acb6c801af3a69a1355a1cd830482f5dd5f7e4e42fac42ac8259f0faf','15c6c8dc1fbd98cb075056a9b29411e0bff454188052f8f0b1da8cf66830c985','54d66629bf11163e7a3f68b0c670f41e83ae0ea9f19720b98f6dc767bd82ff9f','test-1+abc',7,'practice','2026-03-01T12:00:00.000000Z',NULL,NULL);
INSERT INTO "attempts" VALUES('019ca945-0a00-7535-a13e-a5f5b32f86be','019ca945-0a00-7794-912f-9197b7a7ceab','month-nine','Month nine','1738a15acb6c801af3a69a1355a1cd830482f5dd5f7e4e42fac42ac8259f0faf','15c6c8dc1fbd98cb075056a9b29411e0bff454188052f8f0b1da8cf66830c985','54d66629bf11163e7a3f68b0c670f41e83ae0ea9f19720b98f6dc767bd82ff9f',NULL,7,'practice','2026-03-01T12:00:00.000000Z',NULL,NULL);
CREATE TABLE choice_reasons (
	choice_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_choice_reasons PRIMARY KEY (choice_id), 
	CONSTRAINT fk_choice_reasons_choice_id_trainee_id FOREIGN KEY(choice_id, trainee_id) REFERENCES contrast_choices (choice_id, trainee_id)
);
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
CREATE TABLE contest_reasons (
	contest_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_contest_reasons PRIMARY KEY (contest_id), 
	CONSTRAINT fk_contest_reasons_contest_id_trainee_id FOREIGN KEY(contest_id, trainee_id) REFERENCES contests (contest_id, trainee_id)
);
INSERT INTO "contest_reasons" VALUES('019ca945-0a00-7a20-8d06-28387ee4413c','019ca945-0a00-7c8c-b365-9d9df478cedd','I meant it kindly');
CREATE TABLE contests (
	contest_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	attempt_id TEXT, 
	response_id TEXT, 
	try_id TEXT, 
	behaviour TEXT, 
	finding TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_contests PRIMARY KEY (contest_id), 
	CONSTRAINT fk_contests_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_contests_try_id_trainee_id FOREIGN KEY(try_id, trainee_id) REFERENCES moment_tries (try_id, trainee_id), 
	CONSTRAINT uq_contests_contest_id_trainee_id UNIQUE (contest_id, trainee_id), 
	CONSTRAINT fk_contests_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT fk_contests_response_id FOREIGN KEY(response_id) REFERENCES responses (response_id)
);
INSERT INTO "contests" VALUES('019ca945-0a00-7a20-8d06-28387ee4413c','019ca945-0a00-7c8c-b365-9d9df478cedd','019ca945-0a00-79a1-8f27-da6ad5977314','019ca945-0de8-743f-96d9-043675a4f314',NULL,'blames','present','r','2026-03-01T12:00:00.000000Z');
CREATE TABLE contrast_choices (
	choice_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	behaviour TEXT NOT NULL, 
	contrast TEXT NOT NULL, 
	correct SMALLINT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_contrast_choices PRIMARY KEY (choice_id), 
	CONSTRAINT uq_contrast_choices_choice_id_trainee_id UNIQUE (choice_id, trainee_id), 
	CONSTRAINT fk_contrast_choices_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id)
);
CREATE TABLE drafts (
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_drafts_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id)
);
INSERT INTO "drafts" VALUES('019ca945-0a00-7535-a13e-a5f5b32f86be','019ca945-0a00-7794-912f-9197b7a7ceab','not sent yet','2026-03-01T12:00:00.000000Z');
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
INSERT INTO "exchanges" VALUES('019ca945-0de8-782a-aad2-81164ee9b801','019ca945-0a00-79a1-8f27-da6ad5977314','019ca945-0a00-7c8c-b365-9d9df478cedd','019ca945-0de8-743f-96d9-043675a4f314','019ca945-0de8-7862-9ad1-1bd5063f16cb','arrival',1,1,'Same as last time.',0,'Nobody has said that.',4,6,7,6,'opens-up','2026-03-01T12:00:01.000000Z',NULL);
CREATE TABLE moment_drafts (
	trainee_id TEXT NOT NULL, 
	scenario_id TEXT NOT NULL, 
	moment TEXT NOT NULL, 
	text TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	CONSTRAINT pk_moment_drafts PRIMARY KEY (trainee_id), 
	CONSTRAINT fk_moment_drafts_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id)
);
CREATE TABLE moment_readings (
	reading_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	try_id TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	level FLOAT NOT NULL, 
	low FLOAT NOT NULL, 
	high FLOAT NOT NULL, 
	findings TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_moment_readings PRIMARY KEY (reading_id), 
	CONSTRAINT fk_moment_readings_try_id_trainee_id FOREIGN KEY(try_id, trainee_id) REFERENCES moment_tries (try_id, trainee_id), 
	CONSTRAINT fk_moment_readings_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id)
);
CREATE TABLE moment_texts (
	try_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_moment_texts PRIMARY KEY (try_id), 
	CONSTRAINT fk_moment_texts_try_id_trainee_id FOREIGN KEY(try_id, trainee_id) REFERENCES moment_tries (try_id, trainee_id)
);
CREATE TABLE moment_tries (
	try_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	behaviour TEXT NOT NULL, 
	offer_id TEXT, 
	scenario_id TEXT NOT NULL, 
	scenario_hash TEXT NOT NULL, 
	moment TEXT NOT NULL, 
	try_number BIGINT NOT NULL, 
	heard TEXT NOT NULL, 
	silent SMALLINT NOT NULL, 
	sent TEXT NOT NULL, 
	CONSTRAINT pk_moment_tries PRIMARY KEY (try_id), 
	CONSTRAINT fk_moment_tries_offer_id_trainee_id FOREIGN KEY(offer_id, trainee_id) REFERENCES probe_offers (offer_id, trainee_id), 
	CONSTRAINT uq_moment_tries_try_id_trainee_id UNIQUE (try_id, trainee_id), 
	CONSTRAINT fk_moment_tries_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT fk_moment_tries_scenario_hash FOREIGN KEY(scenario_hash) REFERENCES contents (digest)
);
CREATE TABLE probe_offers (
	offer_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	behaviour TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	source TEXT NOT NULL, 
	label TEXT, 
	due TEXT NOT NULL, 
	shown BIGINT NOT NULL, 
	of_tries BIGINT NOT NULL, 
	level FLOAT, 
	ended TEXT NOT NULL, 
	CONSTRAINT pk_probe_offers PRIMARY KEY (offer_id), 
	CONSTRAINT uq_probe_offers_offer_id_trainee_id UNIQUE (offer_id, trainee_id), 
	CONSTRAINT uq_probe_offers_trainee_id_source_behaviour UNIQUE (trainee_id, source, behaviour), 
	CONSTRAINT fk_probe_offers_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id)
);
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
INSERT INTO "readings" VALUES('019ca945-0de8-7862-9ad1-1bd5063f16cb','019ca945-0a00-79a1-8f27-da6ad5977314','019ca945-0a00-7c8c-b365-9d9df478cedd','019ca945-0de8-743f-96d9-043675a4f314','test-1+abc',4.25,3.5,5.0,'{"names-feeling":{"p":0.913,"finding":"present","evidence":[[0,3]]},"argues":{"p":0.02,"finding":"absent","evidence":[]}}','2026-03-01T12:00:01.000000Z');
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
INSERT INTO "responses" VALUES('019ca945-0de8-743f-96d9-043675a4f314','019ca945-0a00-79a1-8f27-da6ad5977314','019ca945-0a00-7c8c-b365-9d9df478cedd',1,'That is hard.','2026-03-01T12:00:01.000000Z');
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
CREATE TABLE schedule_cards (
	card_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	behaviour TEXT NOT NULL, 
	stability FLOAT NOT NULL, 
	difficulty FLOAT NOT NULL, 
	due TEXT NOT NULL, 
	last_review TEXT NOT NULL, 
	CONSTRAINT pk_schedule_cards PRIMARY KEY (card_id), 
	CONSTRAINT uq_schedule_cards_trainee_id_behaviour UNIQUE (trainee_id, behaviour), 
	CONSTRAINT fk_schedule_cards_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id)
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
INSERT INTO "trainees" VALUES('019ca945-0a00-7c8c-b365-9d9df478cedd','Ada','2026-03-01T12:00:00.000000Z');
INSERT INTO "trainees" VALUES('019ca945-0a00-7794-912f-9197b7a7ceab','Grace','2026-03-01T12:00:00.000000Z');
CREATE INDEX ix_attempts_trainee_id_started ON attempts (trainee_id, started);
CREATE INDEX ix_scoring_runs_attempt_id ON scoring_runs (attempt_id);
CREATE INDEX ix_moment_tries_trainee_id_sent ON moment_tries (trainee_id, sent);
CREATE INDEX ix_readings_response_id ON readings (response_id);
CREATE INDEX ix_reviews_attempt_id ON reviews (attempt_id);
CREATE INDEX ix_moment_readings_try_id ON moment_readings (try_id);
CREATE INDEX ix_contests_made ON contests (made);
CREATE INDEX ix_exchanges_attempt_id ON exchanges (attempt_id);
COMMIT;
