BEGIN TRANSACTION;
CREATE TABLE accepted_answers (
	guild_id BIGINT NOT NULL, 
	question_key VARCHAR(200) NOT NULL, 
	text VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_accepted_answers PRIMARY KEY (guild_id, question_key, text)
);
INSERT INTO "accepted_answers" VALUES(11,'book/chapter/q-name','Joffe');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answers (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	answer TEXT NOT NULL, 
	grade TEXT NOT NULL, 
	credit FLOAT NOT NULL, 
	points INTEGER NOT NULL, 
	quick FLOAT NOT NULL, 
	hinted BOOLEAN NOT NULL, 
	answered_at BIGINT NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (round_id, position, user_id), 
	CONSTRAINT fk_answers_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "answers" VALUES(1,0,33,'{"indices":[0]}','{"credit":1.0,"understood":null,"remark":null}',1.0,10,0.5,0,1767268800250);
INSERT INTO "answers" VALUES(1,0,44,'{"indices":[0]}','{"credit":0.5,"understood":null,"remark":null}',0.5,5,0.5,1,1767268800250);
INSERT INTO "answers" VALUES(1,1,33,'{"text":"Joffe"}','{"credit":1.0,"understood":null,"remark":"The moderators of this server count this answer as right."}',1.0,10,0.5,0,1767268800250);
INSERT INTO "answers" VALUES(1,1,44,'{"text":"Trotsky"}','{"credit":1.0,"understood":null,"remark":null}',1.0,10,0.5,0,1767268800250);
INSERT INTO "answers" VALUES(2,0,33,'{"indices":[0]}','{"credit":1.0,"understood":null,"remark":null}',1.0,10,0.5,0,1767268800250);
CREATE TABLE cards (
	user_id BIGINT NOT NULL, 
	book VARCHAR(60) NOT NULL, 
	fact VARCHAR(60) NOT NULL, 
	stability FLOAT, 
	difficulty FLOAT, 
	reviewed_at BIGINT, 
	wanted_at BIGINT, 
	asked VARCHAR(200), 
	begun_at BIGINT, 
	due_at BIGINT NOT NULL, 
	CONSTRAINT pk_cards PRIMARY KEY (user_id, book, fact)
);
INSERT INTO "cards" VALUES(33,'book','f-0',2.3065,2.11810397045901588342e+00,1767268800250,NULL,'book/chapter/q-signed',1767268800250,1767355200250);
INSERT INTO "cards" VALUES(33,'book','f-1',0.212,6.4133,1767268800250,NULL,'book/chapter/q-name',1767268800250,1767355200250);
INSERT INTO "cards" VALUES(33,'book','f-2',NULL,NULL,NULL,1767268800250,NULL,NULL,1767268800250);
CREATE TABLE hints_taken (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	CONSTRAINT pk_hints_taken PRIMARY KEY (round_id, position, user_id), 
	CONSTRAINT fk_hints_taken_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "hints_taken" VALUES(1,0,44);
CREATE TABLE members (
	guild_id BIGINT NOT NULL, 
	user_id BIGINT NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_members PRIMARY KEY (guild_id, user_id)
);
INSERT INTO "members" VALUES(11,33,'Ana');
INSERT INTO "members" VALUES(11,44,'Ben');
CREATE TABLE opted_out (
	guild_id BIGINT NOT NULL, 
	user_id BIGINT NOT NULL, 
	CONSTRAINT pk_opted_out PRIMARY KEY (guild_id, user_id)
);
INSERT INTO "opted_out" VALUES(11,55);
CREATE TABLE reminders (
	user_id BIGINT NOT NULL, 
	hour INTEGER NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	next_at BIGINT, 
	sent_at BIGINT, 
	CONSTRAINT pk_reminders PRIMARY KEY (user_id)
);
INSERT INTO "reminders" VALUES(33,18,'Europe/Berlin',1767290400250,NULL);
CREATE TABLE reports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT NOT NULL, 
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	question_key VARCHAR(200) NOT NULL, 
	user_id BIGINT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	wants_to_know BOOLEAN NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	reported_at BIGINT NOT NULL, 
	decided_by BIGINT, 
	decided_at BIGINT, 
	CONSTRAINT one_report_of_a_kind UNIQUE (round_id, position, user_id, kind), 
	CONSTRAINT fk_reports_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "reports" VALUES(1,11,1,1,'book/chapter/q-name',33,'answer','Joffe',1,'accepted',1767268800250,55,1767268800250);
INSERT INTO "reports" VALUES(2,11,1,1,'book/chapter/q-name',44,'question','The source is missing.',1,'open',1767268800250,NULL,NULL);
CREATE TABLE results (
	round_id INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	book VARCHAR(60) NOT NULL, 
	chapter VARCHAR(60) NOT NULL, 
	points INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	answered INTEGER NOT NULL, 
	CONSTRAINT pk_results PRIMARY KEY (round_id, user_id, book, chapter), 
	CONSTRAINT fk_results_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES(1,33,'book','chapter',20,2,2);
INSERT INTO "results" VALUES(1,44,'book','chapter',15,1,2);
CREATE TABLE review_log (
	id INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	book VARCHAR(60) NOT NULL, 
	fact VARCHAR(60) NOT NULL, 
	question_key VARCHAR(200), 
	rating INTEGER, 
	credit FLOAT, 
	certainty INTEGER NOT NULL, 
	hinted BOOLEAN NOT NULL, 
	in_round BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_log PRIMARY KEY (id), 
	CONSTRAINT one_entry_a_fact_and_moment UNIQUE (user_id, at, book, fact)
);
INSERT INTO "review_log" VALUES(1,33,1767268800250,'book','f-0','book/chapter/q-signed',3,1.0,0,0,0);
INSERT INTO "review_log" VALUES(2,33,1767268800250,'book','f-1','book/chapter/q-name',1,0.0,0,0,1);
INSERT INTO "review_log" VALUES(3,33,1767268800250,'book','f-2',NULL,NULL,NULL,0,0,0);
CREATE TABLE round_members (
	round_id INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	team INTEGER NOT NULL, 
	CONSTRAINT pk_round_members PRIMARY KEY (round_id, user_id), 
	CONSTRAINT fk_round_members_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "round_members" VALUES(1,33,0);
INSERT INTO "round_members" VALUES(1,44,1);
CREATE TABLE round_questions (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	question_key VARCHAR(200) NOT NULL, 
	question TEXT NOT NULL, 
	shown_order TEXT NOT NULL, 
	CONSTRAINT pk_round_questions PRIMARY KEY (round_id, position), 
	CONSTRAINT fk_round_questions_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "round_questions" VALUES(1,0,'book/chapter/q-signed','{"book":"book","chapter":"chapter","id":"q-signed","prompt":"Which treaty took Soviet Russia out of the war?","shown":null,"difficulty":2,"skill":"recall","hint":null,"explain":"It was signed with the Central Powers.","sources":["A source"],"tests":[],"kind":"choice","options":[{"text":"Treaty 0","correct":true,"why":null},{"text":"Treaty 1","correct":false,"why":"Another war."},{"text":"Treaty 2","correct":false,"why":"Another war."}]}','[1,2,0]');
INSERT INTO "round_questions" VALUES(1,1,'book/chapter/q-name','{"book":"book","chapter":"chapter","id":"q-name","prompt":"Who led the delegation?","shown":null,"difficulty":3,"skill":"recall","hint":null,"explain":"He refused to sign.","sources":["A source"],"tests":[],"kind":"name","accepted":["Leon Trotsky"],"family":"Trotsky","is_person":true,"exact":false,"others":[],"accepted_here":["Joffe"]}','[]');
INSERT INTO "round_questions" VALUES(2,0,'book/chapter/q-signed','{"book":"book","chapter":"chapter","id":"q-signed","prompt":"Which treaty took Soviet Russia out of the war?","shown":null,"difficulty":2,"skill":"recall","hint":null,"explain":"It was signed with the Central Powers.","sources":["A source"],"tests":[],"kind":"choice","options":[{"text":"Treaty 0","correct":true,"why":null},{"text":"Treaty 1","correct":false,"why":"Another war."},{"text":"Treaty 2","correct":false,"why":"Another war."}]}','[1,2,0]');
INSERT INTO "round_questions" VALUES(2,1,'book/chapter/q-name','{"book":"book","chapter":"chapter","id":"q-name","prompt":"Who led the delegation?","shown":null,"difficulty":3,"skill":"recall","hint":null,"explain":"He refused to sign.","sources":["A source"],"tests":[],"kind":"name","accepted":["Leon Trotsky"],"family":"Trotsky","is_person":true,"exact":false,"others":[],"accepted_here":[]}','[]');
CREATE TABLE rounds (
	id INTEGER NOT NULL, 
	guild_id BIGINT NOT NULL, 
	channel_id BIGINT NOT NULL, 
	host_id BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	rules TEXT NOT NULL, 
	phase VARCHAR(20) NOT NULL, 
	position INTEGER NOT NULL, 
	message_id BIGINT, 
	deadline BIGINT, 
	paused_seconds FLOAT, 
	started_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	players INTEGER, 
	CONSTRAINT pk_rounds PRIMARY KEY (id)
);
INSERT INTO "rounds" VALUES(1,11,22,33,'Leaving the war','{"seconds":20,"pause":8,"mode":"classic","speed":false,"hints":true,"teams":2,"team_roles":[],"patience":1800}','stopped',1,702,NULL,NULL,1767268800250,1767268920250,2);
INSERT INTO "rounds" VALUES(2,11,22,44,'Leaving the war','{"seconds":20,"pause":8,"mode":"classic","speed":false,"hints":true,"teams":0,"team_roles":[],"patience":1800}','asking',0,703,1767269120250,NULL,1767269100250,NULL,NULL);
CREATE TABLE sittings (
	user_id BIGINT NOT NULL, 
	begun_at BIGINT NOT NULL, 
	facts TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	question TEXT NOT NULL, 
	shown_order TEXT NOT NULL, 
	is_answered BOOLEAN NOT NULL, 
	answered INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	surely_wrong INTEGER NOT NULL, 
	CONSTRAINT pk_sittings PRIMARY KEY (user_id)
);
INSERT INTO "sittings" VALUES(33,1767268800250,'[{"book":"book","fact":"f-0"},{"book":"book","fact":"f-2"}]',1,'{"book":"book","chapter":"chapter","id":"q-name","prompt":"Who led the delegation?","shown":null,"difficulty":3,"skill":"recall","hint":null,"explain":"He refused to sign.","sources":["A source"],"tests":[],"kind":"name","accepted":["Leon Trotsky"],"family":"Trotsky","is_person":true,"exact":false,"others":[],"accepted_here":[]}','[]',0,1,1,0);
CREATE TABLE study_plans (
	user_id BIGINT NOT NULL, 
	retention FLOAT NOT NULL, 
	exam DATE, 
	new_a_day INTEGER NOT NULL, 
	CONSTRAINT pk_study_plans PRIMARY KEY (user_id)
);
INSERT INTO "study_plans" VALUES(33,0.95,'2027-06-12',5);
CREATE TABLE terms (
	guild_id BIGINT NOT NULL, 
	began_at BIGINT NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_terms PRIMARY KEY (guild_id, began_at)
);
INSERT INTO "terms" VALUES(11,1764676800250,'Autumn');
CREATE UNIQUE INDEX one_running_round_a_channel ON rounds (channel_id) WHERE ended_at IS NULL;
CREATE INDEX rounds_of_a_guild ON rounds (guild_id, ended_at);
CREATE INDEX answers_of_a_member ON answers (user_id);
CREATE INDEX reports_of_a_guild ON reports (guild_id, status);
CREATE INDEX results_of_a_member ON results (user_id);
CREATE INDEX cards_by_when_they_are_due ON cards (user_id, due_at);
CREATE INDEX reminders_by_when_they_are_due ON reminders (next_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('reports',2);
COMMIT;

