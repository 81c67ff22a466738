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
INSERT INTO "attempts" VALUES('019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','small-talk','Small talk','c883a81aaad49c6338000bf93250febcda340ddc40aca30ebfe8e2d9f5a7b42f','524e670e097e5bed75aee0fba850e293c3c0dbdf8a01abb29f0e209edb579a0e','9794c3bbf4a159b3942853c15c4b71ed980c56d3c3761469cde2c7e734bcf159','words-1',3,'practice','2026-03-01T12:00:02.000000Z','2026-03-01T12:00:10.000000Z','heard');
INSERT INTO "attempts" VALUES('019ca945-34f8-7399-88e3-b537e223774c','019ca945-0de8-78f8-bd2d-772fd84a408c','small-talk','Small talk','c883a81aaad49c6338000bf93250febcda340ddc40aca30ebfe8e2d9f5a7b42f','524e670e097e5bed75aee0fba850e293c3c0dbdf8a01abb29f0e209edb579a0e','9794c3bbf4a159b3942853c15c4b71ed980c56d3c3761469cde2c7e734bcf159','words-1',4,'assessment','2026-03-01T12:00:11.000000Z','2026-03-01T12:00:14.000000Z','gone-quiet');
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
INSERT INTO "contents" VALUES('4a7881ec79b12e12a593b75205d317fe967002c7a264b1fc94a8b14916d2366d','behaviour','
id: argues
title: argues
kind: invalidating
definition: The response does it.
counts: ["wrong"]
does_not_count: [asking]
feedback: {landed: That landed., hurt: That hurt., try: Try it., ask: Did you?}
examples: [{patient: "Same.", response: "wrong.", evidence: "wrong"}]
near_misses: [{patient: "Same.", response: "Well."}]
');
INSERT INTO "contents" VALUES('524e670e097e5bed75aee0fba850e293c3c0dbdf8a01abb29f0e209edb579a0e','rubric','
id: small-rubric
version: 1
title: Small rubric
summary: One criterion.
sources: [{key: own-reading, cite: The trainer''s own.}]
mastery: 0.6
advisory_below: 0.4
criteria:
  - id: feeling-named
    title: Names the feeling
    principle: {source: own-reading, says: Name it., standing: own}
    descriptors: {0: never, 1: seldom, 2: often, 3: always}
    measure: {shows: [names-feeling], cuts: [0.2, 0.5, 0.9]}
    practise: Name one feeling.
    feedback: {0: Not named., 3: Named.}
gates: []
');
INSERT INTO "contents" VALUES('6f32d86867b1fc1b06da54d3197bc36feeed809bd5f87f81359e7f0ec9140405','behaviour','
id: names-feeling
title: names-feeling
kind: validating
definition: The response does it.
counts: ["ashamed"]
does_not_count: [asking]
feedback: {landed: That landed., hurt: That hurt., try: Try it., ask: Did you?}
examples: [{patient: "Same.", response: "ashamed.", evidence: "ashamed"}]
near_misses: [{patient: "Same.", response: "Well."}]
');
INSERT INTO "contents" VALUES('9794c3bbf4a159b3942853c15c4b71ed980c56d3c3761469cde2c7e734bcf159','behaviours','argues 4a7881ec79b12e12a593b75205d317fe967002c7a264b1fc94a8b14916d2366d
names-feeling 6f32d86867b1fc1b06da54d3197bc36feeed809bd5f87f81359e7f0ec9140405
');
INSERT INTO "contents" VALUES('c883a81aaad49c6338000bf93250febcda340ddc40aca30ebfe8e2d9f5a7b42f','scenario','
id: small-talk
version: 1
title: Small talk
summary: Tomas has waited nine months.
difficulty: 1
minutes: 5
content_note: Hopelessness.
rubric: small-rubric
role: You are the trainee.
goals: [Name the feeling]
patient:
  name: Tomas
  age: 52
  background: Nine months of stimulation.
  starts: {trust: 4, distress: 7}
opening: arrival
moments:
  arrival:
    says: Same as last time.
    feels: [ashamed]
    calls_for: [names-feeling]
    reactions:
      - when: {shows_any: [names-feeling]}
        says: Nobody has said that.
        trust: 2
        then: opens-up
      - when: {shows_any: [argues]}
        says: Fine.
        trust: -2
        then: gone-quiet
      - says: (He looks at the floor.)
        then: arrival
  opens-up:
    says: I feel let down.
    calls_for: [names-feeling]
    silence: helps
    reactions:
      - when: {silent: true}
        says: (He breathes out.)
        then: heard
      - when: {shows_any: [names-feeling]}
        says: Yes.
        trust: 1
        then: heard
      - says: Hm.
        then: opens-up
endings:
  heard: {kind: good, says: Thank you.}
  gone-quiet: {kind: rupture, says: He leaves.}
');
CREATE TABLE contest_reasons (
	contest_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_contest_reasons PRIMARY KEY (contest_id), 
	CONSTRAINT fk_contest_reasons_contest_id_trainee_id FOREIGN KEY(contest_id, trainee_id) REFERENCES contests (contest_id, trainee_id)
);
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
INSERT INTO "exchanges" VALUES('019ca945-19a0-7ce5-aeac-58c10bc15bdf','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-15b8-7054-8140-e1916e79152f','019ca945-19a0-73e0-ae42-c5cf0cb0d8c4','arrival',1,1,'Same as last time.',2,'(He looks at the floor.)',4,4,7,7,'arrival','2026-03-01T12:00:04.000000Z','2026-03-01T12:00:05.000000Z');
INSERT INTO "exchanges" VALUES('019ca945-2558-7289-9eee-7fba8a3c3a02','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-2170-7aa5-ad30-a42fd5dec8bf','019ca945-2558-7978-9904-6a484c99bbc5','arrival',1,2,'Same as last time.',0,'Nobody has said that.',4,6,7,7,'opens-up','2026-03-01T12:00:07.000000Z',NULL);
INSERT INTO "exchanges" VALUES('019ca945-2d28-70fd-b421-369bcb71f0ee','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-2940-7bcb-beb7-4686bed73df6',NULL,'opens-up',1,1,'Nobody has said that.
I feel let down.',0,'(He breathes out.)',6,6,7,7,'heard','2026-03-01T12:00:09.000000Z',NULL);
INSERT INTO "exchanges" VALUES('019ca945-3cc8-72fb-a13f-3244890ad7e9','019ca945-34f8-7399-88e3-b537e223774c','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-38e0-7cc8-be4b-604d7ccf677e','019ca945-3cc8-75b6-bed3-1643448d8d53','arrival',1,1,'Same as last time.',1,'Fine.',4,2,7,7,'gone-quiet','2026-03-01T12:00:13.000000Z',NULL);
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
INSERT INTO "readings" VALUES('019ca945-19a0-73e0-ae42-c5cf0cb0d8c4','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-15b8-7054-8140-e1916e79152f','words-1',2.0,1.5,2.5,'{"names-feeling":{"p":0.02,"finding":"absent","evidence":[]},"argues":{"p":0.02,"finding":"absent","evidence":[]}}','2026-03-01T12:00:04.000000Z');
INSERT INTO "readings" VALUES('019ca945-2558-7978-9904-6a484c99bbc5','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-2170-7aa5-ad30-a42fd5dec8bf','words-1',5.0,4.5,5.5,'{"names-feeling":{"p":0.97,"finding":"present","evidence":[[9,16]]},"argues":{"p":0.02,"finding":"absent","evidence":[]}}','2026-03-01T12:00:07.000000Z');
INSERT INTO "readings" VALUES('019ca945-3cc8-75b6-bed3-1643448d8d53','019ca945-34f8-7399-88e3-b537e223774c','019ca945-0de8-78f8-bd2d-772fd84a408c','019ca945-38e0-7cc8-be4b-604d7ccf677e','words-1',1.0,0.5,1.5,'{"names-feeling":{"p":0.02,"finding":"absent","evidence":[]},"argues":{"p":0.97,"finding":"present","evidence":[[8,13]]}}','2026-03-01T12:00:13.000000Z');
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
INSERT INTO "responses" VALUES('019ca945-15b8-7054-8140-e1916e79152f','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c',1,'I see what you mean.','2026-03-01T12:00:03.000000Z');
INSERT INTO "responses" VALUES('019ca945-2170-7aa5-ad30-a42fd5dec8bf','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c',2,'You feel ashamed.','2026-03-01T12:00:06.000000Z');
INSERT INTO "responses" VALUES('019ca945-2940-7bcb-beb7-4686bed73df6','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c',3,NULL,'2026-03-01T12:00:08.000000Z');
INSERT INTO "responses" VALUES('019ca945-38e0-7cc8-be4b-604d7ccf677e','019ca945-34f8-7399-88e3-b537e223774c','019ca945-0de8-78f8-bd2d-772fd84a408c',1,'You are wrong.','2026-03-01T12:00:12.000000Z');
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
INSERT INTO "scoring_runs" VALUES('019ca945-3110-7340-8376-ca236145b82f','019ca945-11d0-7e4d-8e1a-4b8397d4b081','019ca945-0de8-78f8-bd2d-772fd84a408c','524e670e097e5bed75aee0fba850e293c3c0dbdf8a01abb29f0e209edb579a0e','9794c3bbf4a159b3942853c15c4b71ed980c56d3c3761469cde2c7e734bcf159','words-1',0.0,0,'{"points":0.0,"passed":false,"criteria":[{"criterion":"feeling-named","level":0,"value":0.0,"met":0,"opportunities":1,"evidence":[],"unsure_share":0.0,"advisory":false,"last_level":3}],"gates":[],"grey":{"low":0.0,"high":0.0,"could_change":false}}','2026-03-01T12:00:10.000000Z');
INSERT INTO "scoring_runs" VALUES('019ca945-40b0-76ff-9dd7-35541355a493','019ca945-34f8-7399-88e3-b537e223774c','019ca945-0de8-78f8-bd2d-772fd84a408c','524e670e097e5bed75aee0fba850e293c3c0dbdf8a01abb29f0e209edb579a0e','9794c3bbf4a159b3942853c15c4b71ed980c56d3c3761469cde2c7e734bcf159','words-1',0.0,0,'{"points":0.0,"passed":false,"criteria":[{"criterion":"feeling-named","level":0,"value":0.0,"met":0,"opportunities":1,"evidence":[],"unsure_share":0.0,"advisory":false,"last_level":0}],"gates":[],"grey":{"low":0.0,"high":0.0,"could_change":false}}','2026-03-01T12:00:14.000000Z');
CREATE TABLE trainees (
	trainee_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_trainees PRIMARY KEY (trainee_id), 
	CONSTRAINT uq_trainees_name UNIQUE (name)
);
INSERT INTO "trainees" VALUES('019ca945-0de8-78f8-bd2d-772fd84a408c','Ada','2026-03-01T12:00:01.000000Z');
CREATE INDEX ix_attempts_trainee_id_started ON attempts (trainee_id, started);
CREATE INDEX ix_scoring_runs_attempt_id ON scoring_runs (attempt_id);
CREATE INDEX ix_moment_tries_trainee_id_sent ON moment_tries (trainee_id, sent);
CREATE INDEX ix_readings_response_id ON readings (response_id);
CREATE INDEX ix_reviews_attempt_id ON reviews (attempt_id);
CREATE INDEX ix_moment_readings_try_id ON moment_readings (try_id);
CREATE INDEX ix_contests_made ON contests (made);
CREATE INDEX ix_exchanges_attempt_id ON exchanges (attempt_id);
COMMIT;
