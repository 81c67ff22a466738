BEGIN TRANSACTION;
CREATE TABLE access_log (
	access_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	attempt_id TEXT, 
	read TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_access_log PRIMARY KEY (access_id), 
	CONSTRAINT fk_access_log_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_access_log_access_id_trainee_id UNIQUE (access_id, trainee_id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE assignments (
	assignment_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	cohort_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	target TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	opens TEXT NOT NULL, 
	closes TEXT, 
	attempts BIGINT, 
	counts TEXT NOT NULL, 
	made TEXT NOT NULL, 
	withdrawn TEXT, 
	CONSTRAINT pk_assignments PRIMARY KEY (assignment_id), 
	CONSTRAINT fk_assignments_cohort_id_program_id FOREIGN KEY(cohort_id, program_id) REFERENCES cohorts (cohort_id, program_id), 
	CONSTRAINT fk_assignments_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_assignments_assignment_id_program_id UNIQUE (assignment_id, program_id)
);
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
CREATE TABLE cohort_members (
	cohort_member_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	cohort_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	since TEXT NOT NULL, 
	until TEXT, 
	CONSTRAINT pk_cohort_members PRIMARY KEY (cohort_member_id), 
	CONSTRAINT fk_cohort_members_cohort_id_program_id FOREIGN KEY(cohort_id, program_id) REFERENCES cohorts (cohort_id, program_id), 
	CONSTRAINT fk_cohort_members_member_id_program_id FOREIGN KEY(member_id, program_id) REFERENCES members (member_id, program_id), 
	CONSTRAINT fk_cohort_members_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_cohort_members_cohort_id_member_id_since UNIQUE (cohort_id, member_id, since), 
	CONSTRAINT uq_cohort_members_cohort_member_id_program_id UNIQUE (cohort_member_id, program_id)
);
INSERT INTO "cohort_members" VALUES('01a2037e-2e70-7d68-a1e8-a6d39e4befcc','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-2e70-7c6b-97a3-7b150a9ec4a2','2026-11-22T13:42:10.800414Z',NULL);
INSERT INTO "cohort_members" VALUES('01a2037e-2e70-72f3-be9e-eee9d69abb04','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-2e70-77c1-aa3d-703734e5fc2f','2026-11-22T13:42:10.800414Z',NULL);
INSERT INTO "cohort_members" VALUES('01a2037e-2e70-7c40-a83d-4a12e3026e55','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-2e70-7abd-85bb-4af2a2854b0b','2026-11-22T13:42:10.800414Z',NULL);
CREATE TABLE cohorts (
	cohort_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	opened TEXT NOT NULL, 
	closed TEXT, 
	CONSTRAINT pk_cohorts PRIMARY KEY (cohort_id), 
	CONSTRAINT fk_cohorts_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_cohorts_cohort_id_program_id UNIQUE (cohort_id, program_id), 
	CONSTRAINT uq_cohorts_program_id_title UNIQUE (program_id, title)
);
INSERT INTO "cohorts" VALUES('01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','Autumn 2026','2026-11-22T13:42:09.392572Z',NULL);
CREATE TABLE consents (
	consent_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	destination TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	texts SMALLINT NOT NULL, 
	since TEXT, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_consents PRIMARY KEY (consent_id), 
	CONSTRAINT fk_consents_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_consents_consent_id_trainee_id UNIQUE (consent_id, trainee_id)
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
CREATE TABLE contest_outcomes (
	outcome_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	contest_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_contest_outcomes PRIMARY KEY (outcome_id), 
	CONSTRAINT fk_contest_outcomes_contest_id_trainee_id FOREIGN KEY(contest_id, trainee_id) REFERENCES contests (contest_id, trainee_id), 
	CONSTRAINT fk_contest_outcomes_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_contest_outcomes_outcome_id_trainee_id UNIQUE (outcome_id, trainee_id)
);
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
CREATE TABLE copies (
	copy_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	destination TEXT NOT NULL, 
	attempt_id TEXT, 
	wanted TEXT NOT NULL, 
	sent TEXT, 
	CONSTRAINT pk_copies PRIMARY KEY (copy_id), 
	CONSTRAINT fk_copies_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_copies_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_copies_copy_id_trainee_id UNIQUE (copy_id, trainee_id)
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
CREATE TABLE invitations (
	invitation_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	cohort_id TEXT, 
	member_id TEXT NOT NULL, 
	code_digest TEXT NOT NULL, 
	made TEXT NOT NULL, 
	expires TEXT NOT NULL, 
	used TEXT, 
	CONSTRAINT pk_invitations PRIMARY KEY (invitation_id), 
	CONSTRAINT fk_invitations_cohort_id_program_id FOREIGN KEY(cohort_id, program_id) REFERENCES cohorts (cohort_id, program_id), 
	CONSTRAINT fk_invitations_member_id_program_id FOREIGN KEY(member_id, program_id) REFERENCES members (member_id, program_id), 
	CONSTRAINT fk_invitations_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_invitations_invitation_id_program_id UNIQUE (invitation_id, program_id)
);
INSERT INTO "invitations" VALUES('01a2037e-3b1e-78f8-a869-17b049e0514b','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-2e70-7c6b-97a3-7b150a9ec4a2','1f2d57c3ca35e4daaea05792f14db21b7dab61901efb70fc8b93323e70e3f84a','2026-11-22T13:42:14.046574Z','2026-12-22T13:42:14.046574Z',NULL);
INSERT INTO "invitations" VALUES('01a2037e-3b1e-7886-aeef-c9ce0d35dac3','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','01a2037e-28f0-76dd-822e-037a094542c2','01a2037e-2e70-77c1-aa3d-703734e5fc2f','def87fdd6264fd9d4b15bda9752795768f32a2f19b13361c1cff636e6696f4f7','2026-11-22T13:42:14.046574Z','2026-12-22T13:42:14.046574Z',NULL);
CREATE TABLE member_backgrounds (
	member_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	CONSTRAINT pk_member_backgrounds PRIMARY KEY (member_id), 
	CONSTRAINT fk_member_backgrounds_member_id_program_id FOREIGN KEY(member_id, program_id) REFERENCES members (member_id, program_id)
);
CREATE TABLE member_names (
	member_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_member_names PRIMARY KEY (member_id), 
	CONSTRAINT fk_member_names_member_id_program_id FOREIGN KEY(member_id, program_id) REFERENCES members (member_id, program_id)
);
CREATE TABLE members (
	member_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	pseudonym TEXT NOT NULL, 
	trainee_id TEXT, 
	db_role TEXT, 
	joined TEXT NOT NULL, 
	"left" TEXT, 
	CONSTRAINT pk_members PRIMARY KEY (member_id), 
	CONSTRAINT fk_members_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_members_member_id_program_id UNIQUE (member_id, program_id), 
	CONSTRAINT uq_members_program_id_pseudonym UNIQUE (program_id, pseudonym)
);
INSERT INTO "members" VALUES('01a2037e-28e5-7be8-8cfc-e403f0a066f1','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','admin','deft-basin',NULL,NULL,'2026-11-22T13:42:09.381692Z',NULL);
INSERT INTO "members" VALUES('01a2037e-2e70-7c6b-97a3-7b150a9ec4a2','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','trainee','fern',NULL,NULL,'2026-11-22T13:42:10.800414Z',NULL);
INSERT INTO "members" VALUES('01a2037e-2e70-77c1-aa3d-703734e5fc2f','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','trainee','moss',NULL,NULL,'2026-11-22T13:42:10.800414Z',NULL);
INSERT INTO "members" VALUES('01a2037e-2e70-7abd-85bb-4af2a2854b0b','01a2037e-28dd-79f9-b34c-ab4378c5c7a8','supervisor','ash',NULL,NULL,'2026-11-22T13:42:10.800414Z',NULL);
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
CREATE TABLE outbox (
	outbox_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	attempt_id TEXT, 
	destination TEXT NOT NULL, 
	statement_id TEXT NOT NULL, 
	body TEXT NOT NULL, 
	made TEXT NOT NULL, 
	tries BIGINT NOT NULL, 
	next_try TEXT NOT NULL, 
	sent TEXT, 
	refused TEXT, 
	answer TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (outbox_id), 
	CONSTRAINT fk_outbox_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_outbox_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_outbox_outbox_id_trainee_id UNIQUE (outbox_id, trainee_id), 
	CONSTRAINT uq_outbox_trainee_id_destination_statement_id UNIQUE (trainee_id, destination, statement_id)
);
CREATE TABLE outcome_notes (
	outcome_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_outcome_notes PRIMARY KEY (outcome_id), 
	CONSTRAINT fk_outcome_notes_outcome_id_trainee_id FOREIGN KEY(outcome_id, trainee_id) REFERENCES contest_outcomes (outcome_id, trainee_id)
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
CREATE TABLE program_rules (
	rules_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	rules TEXT NOT NULL, 
	made_by TEXT, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_program_rules PRIMARY KEY (rules_id), 
	CONSTRAINT fk_program_rules_program_id FOREIGN KEY(program_id) REFERENCES programs (program_id), 
	CONSTRAINT uq_program_rules_rules_id_program_id UNIQUE (rules_id, program_id)
);
CREATE TABLE programs (
	program_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_programs PRIMARY KEY (program_id)
);
INSERT INTO "programs" VALUES('01a2037e-28dd-79f9-b34c-ab4378c5c7a8','Our residency','2026-11-22T13:42:09.373188Z');
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
CREATE TABLE rescored_readings (
	reading_id TEXT NOT NULL, 
	rescoring_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	scenario_hash TEXT NOT NULL, 
	CONSTRAINT pk_rescored_readings PRIMARY KEY (reading_id), 
	CONSTRAINT fk_rescored_readings_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_rescored_readings_scenario_hash FOREIGN KEY(scenario_hash) REFERENCES contents (digest), 
	CONSTRAINT fk_rescored_readings_reading_id FOREIGN KEY(reading_id) REFERENCES readings (reading_id), 
	CONSTRAINT fk_rescored_readings_rescoring_id FOREIGN KEY(rescoring_id) REFERENCES rescorings (rescoring_id)
);
CREATE TABLE rescored_runs (
	scoring_run_id TEXT NOT NULL, 
	rescoring_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	scenario_hash TEXT NOT NULL, 
	CONSTRAINT pk_rescored_runs PRIMARY KEY (scoring_run_id), 
	CONSTRAINT fk_rescored_runs_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_rescored_runs_scenario_hash FOREIGN KEY(scenario_hash) REFERENCES contents (digest), 
	CONSTRAINT fk_rescored_runs_rescoring_id FOREIGN KEY(rescoring_id) REFERENCES rescorings (rescoring_id), 
	CONSTRAINT fk_rescored_runs_scoring_run_id FOREIGN KEY(scoring_run_id) REFERENCES scoring_runs (scoring_run_id), 
	CONSTRAINT uq_rescored_runs_rescoring_id_attempt_id UNIQUE (rescoring_id, attempt_id)
);
CREATE TABLE rescorings (
	rescoring_id TEXT NOT NULL, 
	program_id TEXT, 
	reader TEXT, 
	change TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	started TEXT NOT NULL, 
	finished TEXT, 
	CONSTRAINT pk_rescorings PRIMARY KEY (rescoring_id)
);
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
CREATE TABLE review_items (
	item_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	program_id TEXT NOT NULL, 
	attempt_id TEXT, 
	response_id TEXT, 
	contest_id TEXT, 
	reason TEXT NOT NULL, 
	assigned_to TEXT, 
	due TEXT, 
	made TEXT NOT NULL, 
	closed TEXT, 
	CONSTRAINT pk_review_items PRIMARY KEY (item_id), 
	CONSTRAINT fk_review_items_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_review_items_contest_id_trainee_id FOREIGN KEY(contest_id, trainee_id) REFERENCES contests (contest_id, trainee_id), 
	CONSTRAINT fk_review_items_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_review_items_item_id_trainee_id UNIQUE (item_id, trainee_id)
);
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
CREATE TABLE run_choices (
	choice_id TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	scoring_run_id TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_run_choices PRIMARY KEY (choice_id), 
	CONSTRAINT fk_run_choices_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_run_choices_scoring_run_id FOREIGN KEY(scoring_run_id) REFERENCES scoring_runs (scoring_run_id), 
	CONSTRAINT fk_run_choices_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainees (trainee_id), 
	CONSTRAINT uq_run_choices_choice_id_trainee_id UNIQUE (choice_id, trainee_id)
);
CREATE TABLE run_measures (
	scoring_run_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	item TEXT NOT NULL, 
	trainee_id TEXT NOT NULL, 
	attempt_id TEXT NOT NULL, 
	level BIGINT, 
	value FLOAT, 
	met BIGINT, 
	opportunities BIGINT, 
	unsure FLOAT, 
	advisory SMALLINT, 
	passed SMALLINT, 
	figures TEXT, 
	CONSTRAINT pk_run_measures PRIMARY KEY (scoring_run_id, kind, item), 
	CONSTRAINT fk_run_measures_attempt_id_trainee_id FOREIGN KEY(attempt_id, trainee_id) REFERENCES attempts (attempt_id, trainee_id), 
	CONSTRAINT fk_run_measures_scoring_run_id FOREIGN KEY(scoring_run_id) REFERENCES scoring_runs (scoring_run_id)
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
CREATE TABLE "trainees" (
	trainee_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_trainees PRIMARY KEY (trainee_id)
);
INSERT INTO "trainees" VALUES('019ca945-0a00-7c8c-b365-9d9df478cedd','Ada','2026-03-01T12:00:00.000000Z');
INSERT INTO "trainees" VALUES('019ca945-0a00-7794-912f-9197b7a7ceab','Grace','2026-03-01T12:00:00.000000Z');
CREATE INDEX ix_attempts_trainee_id_started ON attempts (trainee_id, started);
CREATE INDEX ix_moment_tries_trainee_id_sent ON moment_tries (trainee_id, sent);
CREATE INDEX ix_readings_response_id ON readings (response_id);
CREATE INDEX ix_reviews_attempt_id ON reviews (attempt_id);
CREATE INDEX ix_moment_readings_try_id ON moment_readings (try_id);
CREATE INDEX ix_contests_made ON contests (made);
CREATE INDEX ix_exchanges_attempt_id ON exchanges (attempt_id);
CREATE INDEX ix_trainees_name ON trainees (name);
CREATE INDEX ix_scoring_runs_attempt_id_scoring_run_id ON scoring_runs (attempt_id, scoring_run_id);
CREATE INDEX ix_members_trainee_id ON members (trainee_id);
CREATE INDEX ix_member_names_program_id_name ON member_names (program_id, name);
CREATE INDEX ix_cohort_members_member_id ON cohort_members (member_id);
CREATE INDEX ix_invitations_code_digest ON invitations (code_digest);
CREATE INDEX ix_access_log_member_id_made ON access_log (member_id, made);
CREATE INDEX ix_review_items_program_id_closed ON review_items (program_id, closed);
CREATE INDEX ix_rescored_readings_attempt_id ON rescored_readings (attempt_id);
CREATE INDEX ix_run_choices_attempt_id ON run_choices (attempt_id);
CREATE INDEX ix_run_measures_kind_item ON run_measures (kind, item);
CREATE INDEX ix_run_measures_whole_sqlite ON run_measures (trainee_id, kind, attempt_id, scoring_run_id, value, figures) WHERE kind = 'whole';
CREATE INDEX ix_run_measures_attempt_id_kind_scoring_run_id ON run_measures (attempt_id, kind, scoring_run_id);
CREATE INDEX ix_outbox_sent_outbox_id ON outbox (sent, outbox_id);
CREATE INDEX ix_copies_destination_sent ON copies (destination, sent);
COMMIT;
