PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0001');
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	recorded_at TEXT NOT NULL, 
	recorded_on TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	note TEXT, 
	engine_version TEXT NOT NULL, 
	previous_hash TEXT NOT NULL, 
	facts_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_entries PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO entries VALUES(1,'2026-11-28T16:05:19.214996Z','2026-11-28','tester','init',NULL,'0.1.0','0000000000000000000000000000000000000000000000000000000000000000','7e44e584e39bf9e4e2814b328eb1c5024faa4cb94b166a04c63bba3c8b43571c','a26920b306b122ae4bd658fcb2065c20eca4ab91a452efbb00991b78334485ca');
INSERT INTO entries VALUES(2,'2026-11-28T16:05:19.589491Z','2026-11-28','tester','add',NULL,'0.1.0','a26920b306b122ae4bd658fcb2065c20eca4ab91a452efbb00991b78334485ca','946f0ddc5f34e6fbcd1a25d0e858fccc741909275690e8f8ccc4befcb4ad9bfd','631a18312be9b445be24b8b2bf0141c0c8127408942e7bf43e4915afc6cec913');
INSERT INTO entries VALUES(3,'2026-11-28T16:05:20.411362Z','2026-11-28','tester','add',NULL,'0.1.0','631a18312be9b445be24b8b2bf0141c0c8127408942e7bf43e4915afc6cec913','66867cfa85dcd91eacc2c4c9f358eaf724986c8bb140cbc495e5df0a3a6469aa','f3aa674f50b54ba6452d0227addac06a7d2d293ba0d65bc359c673fa5c0be464');
INSERT INTO entries VALUES(4,'2026-11-28T16:05:21.153603Z','2026-11-28','tester','add',NULL,'0.1.0','f3aa674f50b54ba6452d0227addac06a7d2d293ba0d65bc359c673fa5c0be464','58614b9a765aae3fc3943e293f48df5f9f29744cb46c55d95e4cff03f4fae6e8','bc7663d3fcf0ac14199f93cc77b36a407dea39ac7d1f440f7ae3e44fff0a11d8');
INSERT INTO entries VALUES(5,'2026-11-28T16:05:23.590794Z','2026-11-28','tester','update',NULL,'0.1.0','bc7663d3fcf0ac14199f93cc77b36a407dea39ac7d1f440f7ae3e44fff0a11d8','82a4066fe9abb2493f1ca65c2f47b324a720f55c8982dc357e64f79d9978bf05','cac51f1bc0728a7538afe8bdf79581136effa15621596fc09e26ff440a01ba1f');
INSERT INTO entries VALUES(6,'2026-11-28T16:05:24.315039Z','2026-11-28','tester','update',NULL,'0.1.0','cac51f1bc0728a7538afe8bdf79581136effa15621596fc09e26ff440a01ba1f','94d3028cbded3c05bd195446bc97c9e39529d83b644b1dd24de68891bee1a9a9','5b89cad6b7552148362a624a7643fbadd220e20bd978419741b33a828d7996c6');
INSERT INTO entries VALUES(7,'2026-11-28T16:05:25.154670Z','2026-11-28','tester','resolve',NULL,'0.1.0','5b89cad6b7552148362a624a7643fbadd220e20bd978419741b33a828d7996c6','c6f96f6cbd27f73cd7e1f1831d805bad1ad07fe1b370e0757105016c8684d5dd','dd161c695391e9344b4a5b3c8aed9dc293e8ce3bbdd6b654588331e5d30c44b7');
INSERT INTO entries VALUES(8,'2026-11-28T16:05:26.004626Z','2026-11-28','tester','resolve',NULL,'0.1.0','dd161c695391e9344b4a5b3c8aed9dc293e8ce3bbdd6b654588331e5d30c44b7','b1a78fe7bb5489c9496f8a182bac629d43ddcf3e20fe37c2dd63b18feac33bf5','8318c97ad3b384e10c8f08a9ba97251c683f55879abd78ad2999d58a4d6f9c9b');
INSERT INTO entries VALUES(9,'2026-11-28T16:05:26.845763Z','2026-11-28','tester','undo',NULL,'0.1.0','8318c97ad3b384e10c8f08a9ba97251c683f55879abd78ad2999d58a4d6f9c9b','5cb9440c1f4398ed651610ed1708fcfaf8620aa924027606baeebd6ac331adf5','b40ec4a398091b66e8b2356447b2f23423f799f035e3cf2a17cf4f1fef4c19d1');
INSERT INTO entries VALUES(10,'2026-11-28T16:05:27.777006Z','2026-11-28','tester','redo',NULL,'0.1.0','b40ec4a398091b66e8b2356447b2f23423f799f035e3cf2a17cf4f1fef4c19d1','08e31a0c8383611f7e6404c1203344206e4d2c1283e328f8370989c448a0f37a','3104314be5cab6bcfbb0aa8ef9aba3de8e36113702e9fb7c9ec75e3ced0ec7f6');
INSERT INTO entries VALUES(11,'2026-11-28T16:05:28.631753Z','2026-11-28','tester','edit',NULL,'0.1.0','3104314be5cab6bcfbb0aa8ef9aba3de8e36113702e9fb7c9ec75e3ced0ec7f6','2d00d05ad58fb529e6e3c2a130ce56034094ae2d0242fca69f0a378b376328ac','7abfd0cf981be158a8baeda1070f61bd3b962de2a6776ec0f8055540b0df355e');
INSERT INTO entries VALUES(12,'2026-11-28T16:05:29.555593Z','2026-11-28','tester','tag',NULL,'0.1.0','7abfd0cf981be158a8baeda1070f61bd3b962de2a6776ec0f8055540b0df355e','f6ffc8fac8108f6f561ff16cc26022ebffc2ead5aa2e66ccab5d569f6a7f2843','bcc774472088efc893067e902f2557d09fab84fb0f6bf6339973a55ce49852f7');
INSERT INTO entries VALUES(13,'2026-11-28T16:05:30.415959Z','2026-11-28','tester','untag',NULL,'0.1.0','bcc774472088efc893067e902f2557d09fab84fb0f6bf6339973a55ce49852f7','e8aca06834f29040cbda67807c102090570264355ec2c00158b83925e8c0acb4','e1211398de4970df8579ee4ce3427aea5b1e8012aeaefc5271c33b295b7948ed');
INSERT INTO entries VALUES(14,'2026-11-28T16:05:31.507430Z','2026-11-28','tester','note',NULL,'0.1.0','e1211398de4970df8579ee4ce3427aea5b1e8012aeaefc5271c33b295b7948ed','0da4e170ef7bc3efc7e3ea3421411acf3f13c3768824d6c5d6c7abeb8e85f69a','936579efd5512464b50cec4b82c8317b5693b6859b2148d8a1e141c629502306');
INSERT INTO entries VALUES(15,'2026-11-28T16:05:32.392453Z','2026-11-28','tester','withdraw',NULL,'0.1.0','936579efd5512464b50cec4b82c8317b5693b6859b2148d8a1e141c629502306','d6ccea7c3406914684213f44e1aeae87e04931ed45ccca1cf70d7b42d4598432','e5b71a4ca923672cc704b4df6ff1876f0846d8cd33b9352444ecc968ef27b0eb');
INSERT INTO entries VALUES(16,'2026-11-28T16:05:32.888230Z','2026-11-28','tester','add',NULL,'0.1.0','e5b71a4ca923672cc704b4df6ff1876f0846d8cd33b9352444ecc968ef27b0eb','4ac06abd70998be94b46eb2386b26fd719858093e8506b546e704f61c24a572e','6654459ff90b77c8291addfecb7390adaaaaa601d49ba13c89cc696f2df6450b');
INSERT INTO entries VALUES(17,'2026-11-28T16:05:33.489813Z','2026-11-28','tester','expand',NULL,'0.1.0','6654459ff90b77c8291addfecb7390adaaaaa601d49ba13c89cc696f2df6450b','c7fb6d24441aa277a5e45fb45867530f72c92fc0e734a262c04fceecb04d8737','a969212d5ef1bb67b121a312ae70dd208905da0e26abc176ba4e0ca305185f19');
INSERT INTO entries VALUES(18,'2026-11-28T16:05:34.519951Z','2026-11-28','tester','import',NULL,'0.1.0','a969212d5ef1bb67b121a312ae70dd208905da0e26abc176ba4e0ca305185f19','9eadd8f1d77fd55ef3606671afb22a156d68d066699ddc2dae45d6f29a38d10b','df12922c1b0895f2c76a06478ff096d907b895b668ce894b27577c0c992d5dac');
CREATE TABLE ledgers (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	CONSTRAINT pk_ledgers PRIMARY KEY (id), 
	CONSTRAINT ck_ledgers_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_ledgers_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT

;
INSERT INTO ledgers VALUES(67108865,1,'p92v76d3sjgs','Europe/Berlin');
CREATE TABLE questions (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	system TEXT, 
	foreign_key TEXT, 
	CONSTRAINT pk_questions PRIMARY KEY (id), 
	CONSTRAINT uq_questions_system_foreign_key UNIQUE (system, foreign_key), 
	CONSTRAINT ck_questions_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_questions_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT uq_questions_public_id UNIQUE (public_id)
)
 STRICT

;
INSERT INTO questions VALUES(134217729,2,'zfn9cfxt7dfp',NULL,NULL);
INSERT INTO questions VALUES(201326593,3,'n6krdjckr3qg',NULL,NULL);
INSERT INTO questions VALUES(268435457,4,'v7vrm69j4j7t',NULL,NULL);
INSERT INTO questions VALUES(1140850689,17,'bp39pvk82g8b','series','j5fht2s7ppvw/2026-01');
INSERT INTO questions VALUES(1140850690,17,'3tpm8v7xv97m','series','j5fht2s7ppvw/2026-02');
INSERT INTO questions VALUES(1140850691,17,'jvdk75p9pc96','series','j5fht2s7ppvw/2026-03');
INSERT INTO questions VALUES(1207959553,18,'9rz7brf9m3p6','csv','It storms in Ghent | 2026-05-01');
INSERT INTO questions VALUES(1207959554,18,'xd9gnrzbtpmd','csv','It freezes in Ghent | 2026-03-01');
CREATE TABLE forecasters (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	system TEXT, 
	foreign_key TEXT, 
	CONSTRAINT pk_forecasters PRIMARY KEY (id), 
	CONSTRAINT uq_forecasters_system_foreign_key UNIQUE (system, foreign_key), 
	CONSTRAINT ck_forecasters_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_forecasters_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT uq_forecasters_public_id UNIQUE (public_id)
)
 STRICT

;
INSERT INTO forecasters VALUES(134217729,2,'sdq7fdc5ch3n','name','Ann');
INSERT INTO forecasters VALUES(201326593,3,'562dvn2mhstn','name','tester');
INSERT INTO forecasters VALUES(402653185,6,'7w2ng2d5pq8w','name','Bob');
INSERT INTO forecasters VALUES(1207959553,18,'9jgp5qvmd659','name','Cat');
INSERT INTO forecasters VALUES(1207959554,18,'9k7gxv2s9rdr','name','Dan');
CREATE TABLE sources (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	system TEXT, 
	foreign_key TEXT, 
	CONSTRAINT pk_sources PRIMARY KEY (id), 
	CONSTRAINT uq_sources_system_foreign_key UNIQUE (system, foreign_key), 
	CONSTRAINT ck_sources_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_sources_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT uq_sources_public_id UNIQUE (public_id)
)
 STRICT

;
INSERT INTO sources VALUES(134217729,2,'bnbj7qtz5r6x','url','https://example.org/kmi');
CREATE TABLE series (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	system TEXT, 
	foreign_key TEXT, 
	CONSTRAINT pk_series PRIMARY KEY (id), 
	CONSTRAINT uq_series_system_foreign_key UNIQUE (system, foreign_key), 
	CONSTRAINT ck_series_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_series_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT uq_series_public_id UNIQUE (public_id)
)
 STRICT

;
INSERT INTO series VALUES(1073741825,16,'j5fht2s7ppvw',NULL,NULL);
CREATE TABLE undos (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	target_entry_id INTEGER NOT NULL, 
	act TEXT NOT NULL, 
	CONSTRAINT pk_undos PRIMARY KEY (id), 
	CONSTRAINT ck_undos_act CHECK (act IN ('undo', 'redo')), 
	CONSTRAINT ck_undos_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_undos_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_undos_target_entry_id FOREIGN KEY(target_entry_id) REFERENCES entries (id)
)
 STRICT

;
INSERT INTO undos VALUES(603979777,9,8,'undo');
INSERT INTO undos VALUES(671088641,10,8,'redo');
CREATE TABLE source_texts (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	title TEXT, 
	author TEXT, 
	publisher TEXT, 
	published TEXT, 
	published_basis TEXT, 
	url TEXT, 
	file TEXT, 
	media_type TEXT, 
	sha256 TEXT, 
	text_sha256 TEXT, 
	canonicaliser TEXT, 
	text TEXT, 
	note TEXT, 
	CONSTRAINT pk_source_texts PRIMARY KEY (id), 
	CONSTRAINT ck_source_texts_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_source_texts_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_source_texts_source_id FOREIGN KEY(source_id) REFERENCES sources (id)
)
 STRICT

;
INSERT INTO source_texts VALUES(134217729,2,134217729,NULL,NULL,NULL,NULL,NULL,'https://example.org/kmi',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE quotes (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	source_id INTEGER, 
	exact TEXT NOT NULL, 
	prefix TEXT, 
	suffix TEXT, 
	start_offset INTEGER, 
	end_offset INTEGER, 
	speaker TEXT, 
	kind TEXT, 
	note TEXT, 
	CONSTRAINT pk_quotes PRIMARY KEY (id), 
	CONSTRAINT ck_quotes_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_quotes_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_quotes_source_id FOREIGN KEY(source_id) REFERENCES sources (id)
)
 STRICT

;
INSERT INTO quotes VALUES(134217729,2,134217729,'rain, surely',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE wordings (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	claim TEXT NOT NULL, 
	criteria TEXT, 
	fine_print TEXT, 
	look_at TEXT, 
	type TEXT NOT NULL, 
	window_start TEXT, 
	deadline TEXT, 
	deadline_at TEXT, 
	deadline_text TEXT, 
	deadline_rule TEXT, 
	edtf TEXT, 
	precision TEXT, 
	closes_on TEXT, 
	closes_at TEXT, 
	review_on TEXT, 
	zone TEXT NOT NULL, 
	vague INTEGER NOT NULL CONSTRAINT ck_wordings_vague CHECK (vague IN (0, 1)), 
	series_id INTEGER, 
	period TEXT, 
	CONSTRAINT pk_wordings PRIMARY KEY (id), 
	CONSTRAINT ck_wordings_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_wordings_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_wordings_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_wordings_series_id FOREIGN KEY(series_id) REFERENCES series (id)
)
 STRICT

;
INSERT INTO wordings VALUES(134217729,2,134217729,'It rains in Ghent','KMI reports more than 1 mm',NULL,NULL,'binary','2026-01-02','2026-06-30',NULL,'2026-06-30','on or before the day named','2026-06-30','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(201326593,3,201326593,'It snows in Ghent',NULL,NULL,NULL,'binary','2026-01-02','2027-12-31',NULL,'end of 2027','to the last day of what is named','2027','year',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(268435457,4,268435457,'It hails one day',NULL,NULL,NULL,'binary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2027-01-01','Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(738197505,11,201326593,'It snows in Ghent at last',NULL,NULL,NULL,'binary','2026-11-28','2028-06-30',NULL,'2028-06-30','on or before the day named','2028-06-30','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1140850689,17,1140850689,'Ghent is dry in 2026-01',NULL,NULL,NULL,'binary','2026-01-01','2026-01-31',NULL,NULL,'2026-01 of FREQ=MONTHLY;BYMONTHDAY=-1','2026-01','period',NULL,NULL,NULL,'Europe/Berlin',0,1073741825,'2026-01');
INSERT INTO wordings VALUES(1140850690,17,1140850690,'Ghent is dry in 2026-02',NULL,NULL,NULL,'binary','2026-02-01','2026-02-28',NULL,NULL,'2026-02 of FREQ=MONTHLY;BYMONTHDAY=-1','2026-02','period',NULL,NULL,NULL,'Europe/Berlin',0,1073741825,'2026-02');
INSERT INTO wordings VALUES(1140850691,17,1140850691,'Ghent is dry in 2026-03',NULL,NULL,NULL,'binary','2026-03-01','2026-03-31',NULL,NULL,'2026-03 of FREQ=MONTHLY;BYMONTHDAY=-1','2026-03','period',NULL,NULL,NULL,'Europe/Berlin',0,1073741825,'2026-03');
INSERT INTO wordings VALUES(1207959553,18,1207959553,'It storms in Ghent',NULL,NULL,NULL,'binary','2026-01-05','2026-05-01',NULL,'2026-05-01','on or before the day named','2026-05-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1207959554,18,1207959554,'It freezes in Ghent',NULL,NULL,NULL,'binary','2026-01-05','2026-03-01',NULL,'2026-03-01','on or before the day named','2026-03-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
CREATE TABLE series_rules (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	series_id INTEGER NOT NULL, 
	claim TEXT NOT NULL, 
	criteria TEXT, 
	fine_print TEXT, 
	look_at TEXT, 
	type TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	starts_on TEXT NOT NULL, 
	until TEXT, 
	zone TEXT NOT NULL, 
	vague INTEGER NOT NULL CONSTRAINT ck_series_rules_vague CHECK (vague IN (0, 1)), 
	CONSTRAINT pk_series_rules PRIMARY KEY (id), 
	CONSTRAINT ck_series_rules_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_series_rules_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_series_rules_series_id FOREIGN KEY(series_id) REFERENCES series (id)
)
 STRICT

;
INSERT INTO series_rules VALUES(1073741825,16,1073741825,'Ghent is dry in {period}',NULL,NULL,NULL,'binary','FREQ=MONTHLY;BYMONTHDAY=-1','2026-01-31',NULL,'Europe/Berlin',0);
CREATE TABLE withdrawals (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	forecaster_id INTEGER NOT NULL, 
	made_on TEXT NOT NULL, 
	made_at TEXT, 
	zone TEXT NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_withdrawals PRIMARY KEY (id), 
	CONSTRAINT ck_withdrawals_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_withdrawals_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_withdrawals_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_withdrawals_forecaster_id FOREIGN KEY(forecaster_id) REFERENCES forecasters (id)
)
 STRICT

;
INSERT INTO withdrawals VALUES(1006632961,15,201326593,201326593,'2026-11-28','2026-11-28T16:05:32.392459Z','Europe/Berlin',NULL);
CREATE TABLE tags (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER, 
	series_id INTEGER, 
	tag TEXT NOT NULL, 
	removed INTEGER NOT NULL CONSTRAINT ck_tags_removed CHECK (removed IN (0, 1)), 
	CONSTRAINT pk_tags PRIMARY KEY (id), 
	CONSTRAINT ck_tags_target CHECK ((question_id IS NULL) <> (series_id IS NULL)), 
	CONSTRAINT ck_tags_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_tags_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_tags_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_tags_series_id FOREIGN KEY(series_id) REFERENCES series (id)
)
 STRICT

;
INSERT INTO tags VALUES(134217729,2,134217729,NULL,'weather',0);
INSERT INTO tags VALUES(805306369,12,201326593,NULL,'winter',0);
INSERT INTO tags VALUES(872415233,13,201326593,NULL,'winter',1);
CREATE TABLE notes (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_notes PRIMARY KEY (id), 
	CONSTRAINT ck_notes_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_notes_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_notes_question_id FOREIGN KEY(question_id) REFERENCES questions (id)
)
 STRICT

;
INSERT INTO notes VALUES(939524097,14,268435457,'a note: „quoted“ — and "so"');
CREATE TABLE current_questions (
	question_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	resolution_id INTEGER, 
	state TEXT NOT NULL, 
	window_start TEXT, 
	deadline TEXT, 
	review_on TEXT, 
	attention_on TEXT, 
	CONSTRAINT pk_current_questions PRIMARY KEY (question_id), 
	CONSTRAINT fk_current_questions_question_id FOREIGN KEY(question_id) REFERENCES questions (id)
)
 STRICT

;
INSERT INTO current_questions VALUES(134217729,134217729,536870913,'resolved','2026-01-02','2026-06-30',NULL,'2026-06-30');
INSERT INTO current_questions VALUES(201326593,738197505,NULL,'open','2026-11-28','2028-06-30',NULL,'2028-06-30');
INSERT INTO current_questions VALUES(268435457,268435457,NULL,'open',NULL,NULL,'2027-01-01','2027-01-01');
INSERT INTO current_questions VALUES(1140850689,1140850689,NULL,'open','2026-01-01','2026-01-31',NULL,'2026-01-31');
INSERT INTO current_questions VALUES(1140850690,1140850690,NULL,'open','2026-02-01','2026-02-28',NULL,'2026-02-28');
INSERT INTO current_questions VALUES(1140850691,1140850691,NULL,'open','2026-03-01','2026-03-31',NULL,'2026-03-31');
INSERT INTO current_questions VALUES(1207959553,1207959553,NULL,'open','2026-01-05','2026-05-01',NULL,'2026-05-01');
INSERT INTO current_questions VALUES(1207959554,1207959554,NULL,'open','2026-01-05','2026-03-01',NULL,'2026-03-01');
CREATE TABLE counted (
	question_id INTEGER NOT NULL, 
	forecaster_id INTEGER NOT NULL, 
	forecast_id INTEGER NOT NULL, 
	resolution_id INTEGER, 
	reason TEXT NOT NULL, 
	p_ppm INTEGER, 
	y_ppm INTEGER, 
	deadline TEXT, 
	retrospective INTEGER NOT NULL CONSTRAINT ck_counted_retrospective CHECK (retrospective IN (0, 1)), 
	CONSTRAINT pk_counted PRIMARY KEY (question_id, forecaster_id), 
	CONSTRAINT fk_counted_question_id FOREIGN KEY(question_id) REFERENCES questions (id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO counted VALUES(134217729,134217729,335544321,536870913,'counts',800000,1000000,'2026-06-30',1);
INSERT INTO counted VALUES(134217729,402653185,402653185,536870913,'counts',1000000,1000000,'2026-06-30',1);
INSERT INTO counted VALUES(201326593,201326593,201326593,NULL,'open',880000,NULL,'2028-06-30',0);
INSERT INTO counted VALUES(268435457,201326593,268435457,NULL,'open',300000,NULL,NULL,0);
INSERT INTO counted VALUES(1140850689,201326593,1140850689,NULL,'open',200000,NULL,'2026-01-31',0);
INSERT INTO counted VALUES(1140850690,201326593,1140850690,NULL,'open',200000,NULL,'2026-02-28',0);
INSERT INTO counted VALUES(1140850691,201326593,1140850691,NULL,'open',200000,NULL,'2026-03-31',0);
INSERT INTO counted VALUES(1207959553,1207959553,1207959553,NULL,'open',250000,NULL,'2026-05-01',0);
INSERT INTO counted VALUES(1207959554,1207959554,1207959554,NULL,'open',400000,NULL,'2026-03-01',0);
CREATE TABLE readings (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	window_start TEXT, 
	deadline TEXT NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (id), 
	CONSTRAINT ck_readings_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_readings_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_readings_wording_id FOREIGN KEY(wording_id) REFERENCES wordings (id)
)
 STRICT

;
CREATE TABLE series_forecasts (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	series_id INTEGER NOT NULL, 
	forecaster_id INTEGER NOT NULL, 
	probability TEXT, 
	said TEXT, 
	p_ppm INTEGER, 
	basis TEXT NOT NULL, 
	phrase TEXT, 
	scale TEXT, 
	low TEXT, 
	high TEXT, 
	made_on TEXT NOT NULL, 
	made_at TEXT, 
	made_text TEXT, 
	made_basis TEXT, 
	zone TEXT NOT NULL, 
	reporter TEXT, 
	quote_id INTEGER, 
	source_id INTEGER, 
	note TEXT, 
	CONSTRAINT pk_series_forecasts PRIMARY KEY (id), 
	CONSTRAINT ck_series_forecasts_p_ppm CHECK (p_ppm BETWEEN 0 AND 1000000), 
	CONSTRAINT ck_series_forecasts_number CHECK ((probability IS NULL) = (p_ppm IS NULL)), 
	CONSTRAINT ck_series_forecasts_basis CHECK (basis IN ('stated', 'words', 'imputed', 'market', 'none')), 
	CONSTRAINT ck_series_forecasts_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_series_forecasts_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_series_forecasts_series_id FOREIGN KEY(series_id) REFERENCES series (id), 
	CONSTRAINT fk_series_forecasts_forecaster_id FOREIGN KEY(forecaster_id) REFERENCES forecasters (id), 
	CONSTRAINT fk_series_forecasts_quote_id FOREIGN KEY(quote_id) REFERENCES quotes (id), 
	CONSTRAINT fk_series_forecasts_source_id FOREIGN KEY(source_id) REFERENCES sources (id)
)
 STRICT

;
INSERT INTO series_forecasts VALUES(1073741825,16,1073741825,201326593,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL);
CREATE TABLE forecasts (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	forecaster_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	probability TEXT, 
	said TEXT, 
	p_ppm INTEGER, 
	basis TEXT NOT NULL, 
	phrase TEXT, 
	scale TEXT, 
	low TEXT, 
	high TEXT, 
	made_on TEXT NOT NULL, 
	made_at TEXT, 
	made_text TEXT, 
	made_basis TEXT, 
	zone TEXT NOT NULL, 
	reporter TEXT, 
	quote_id INTEGER, 
	source_id INTEGER, 
	note TEXT, 
	replaces INTEGER, 
	foreign_key TEXT, 
	CONSTRAINT pk_forecasts PRIMARY KEY (id), 
	CONSTRAINT ck_forecasts_p_ppm CHECK (p_ppm BETWEEN 0 AND 1000000), 
	CONSTRAINT ck_forecasts_number CHECK ((probability IS NULL) = (p_ppm IS NULL)), 
	CONSTRAINT ck_forecasts_basis CHECK (basis IN ('stated', 'words', 'imputed', 'market', 'none')), 
	CONSTRAINT ck_forecasts_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_forecasts_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_forecasts_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_forecasts_forecaster_id FOREIGN KEY(forecaster_id) REFERENCES forecasters (id), 
	CONSTRAINT fk_forecasts_wording_id FOREIGN KEY(wording_id) REFERENCES wordings (id), 
	CONSTRAINT fk_forecasts_quote_id FOREIGN KEY(quote_id) REFERENCES quotes (id), 
	CONSTRAINT fk_forecasts_source_id FOREIGN KEY(source_id) REFERENCES sources (id), 
	CONSTRAINT fk_forecasts_replaces FOREIGN KEY(replaces) REFERENCES forecasts (id)
)
 STRICT

;
INSERT INTO forecasts VALUES(134217729,2,134217729,134217729,134217729,'0.7','70%',700000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,134217729,134217729,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(201326593,3,201326593,201326593,201326593,'0.88','very likely',880000,'words','very likely','survey','0.8','0.95','2026-01-02','2026-01-02T12:00:00.000000Z','2026-01-02T12:00Z',NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(268435457,4,268435457,201326593,268435457,'0.3','30%',300000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(335544321,5,134217729,134217729,134217729,'0.8','80%',800000,'stated',NULL,NULL,NULL,NULL,'2026-02-01',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,'clouds',NULL,NULL);
INSERT INTO forecasts VALUES(402653185,6,134217729,402653185,134217729,'1','100%',1000000,'stated',NULL,NULL,NULL,NULL,'2026-02-02','2026-02-02T09:00:00.000000Z','2026-02-02T10:00+01:00',NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850689,17,1140850689,201326593,1140850689,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850690,17,1140850690,201326593,1140850690,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850691,17,1140850691,201326593,1140850691,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1207959553,18,1207959553,1207959553,1207959553,'0.25','0.25',250000,'stated',NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,'2026-01-05');
INSERT INTO forecasts VALUES(1207959554,18,1207959554,1207959554,1207959554,'0.4','40%',400000,'stated',NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,'2026-01-05');
CREATE TABLE resolutions (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	outcome TEXT, 
	value TEXT, 
	y_ppm INTEGER, 
	happened_on TEXT, 
	known_on TEXT NOT NULL, 
	known_at TEXT, 
	zone TEXT NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_resolutions PRIMARY KEY (id), 
	CONSTRAINT ck_resolutions_verdict CHECK (verdict IN ('resolved', 'ambiguous', 'annulled', 'reopened')), 
	CONSTRAINT ck_resolutions_y_ppm CHECK (y_ppm BETWEEN 0 AND 1000000), 
	CONSTRAINT ck_resolutions_outcome CHECK ((verdict = 'resolved') = (outcome IS NOT NULL)), 
	CONSTRAINT ck_resolutions_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_resolutions_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_resolutions_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_resolutions_wording_id FOREIGN KEY(wording_id) REFERENCES wordings (id)
)
 STRICT

;
INSERT INTO resolutions VALUES(469762049,7,134217729,134217729,'resolved','no','0',0,NULL,'2026-06-30',NULL,'Europe/Berlin','dry');
INSERT INTO resolutions VALUES(536870913,8,134217729,134217729,'resolved','yes','1',1000000,NULL,'2026-06-30',NULL,'Europe/Berlin','the gauge was broken');
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	resolution_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT ck_evidence_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_evidence_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_evidence_resolution_id FOREIGN KEY(resolution_id) REFERENCES resolutions (id)
)
 STRICT

;
INSERT INTO evidence VALUES(469762049,7,469762049,'https://example.org/e');
CREATE TABLE scores (
	forecast_id INTEGER NOT NULL, 
	resolution_id INTEGER NOT NULL, 
	rule TEXT NOT NULL, 
	rule_version TEXT NOT NULL, 
	value REAL NOT NULL, 
	CONSTRAINT pk_scores PRIMARY KEY (forecast_id, resolution_id, rule, rule_version), 
	CONSTRAINT fk_scores_forecast_id FOREIGN KEY(forecast_id) REFERENCES forecasts (id), 
	CONSTRAINT fk_scores_resolution_id FOREIGN KEY(resolution_id) REFERENCES resolutions (id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO scores VALUES(134217729,469762049,'brier','1',0.48999999999999999111);
INSERT INTO scores VALUES(134217729,469762049,'log','1',1.2039728043259358969);
INSERT INTO scores VALUES(134217729,536870913,'brier','1',0.089999999999999996669);
INSERT INTO scores VALUES(134217729,536870913,'log','1',0.35667494393873239166);
INSERT INTO scores VALUES(335544321,469762049,'brier','1',0.64000000000000001332);
INSERT INTO scores VALUES(335544321,469762049,'log','1',1.6094379124341002817);
INSERT INTO scores VALUES(335544321,536870913,'brier','1',0.040000000000000000832);
INSERT INTO scores VALUES(335544321,536870913,'log','1',0.22314355131420976485);
INSERT INTO scores VALUES(402653185,469762049,'brier','1',1.0);
INSERT INTO scores VALUES(402653185,469762049,'log','1',1e999);
INSERT INTO scores VALUES(402653185,536870913,'brier','1',0.0);
INSERT INTO scores VALUES(402653185,536870913,'log','1',0.0);
CREATE INDEX ix_undos_target_entry_id ON undos (target_entry_id);
CREATE INDEX ix_source_texts_source_id ON source_texts (source_id);
CREATE INDEX ix_quotes_source_id ON quotes (source_id);
CREATE INDEX ix_wordings_question_id ON wordings (question_id);
CREATE INDEX ix_wordings_series_id ON wordings (series_id);
CREATE INDEX ix_series_rules_series_id ON series_rules (series_id);
CREATE INDEX ix_withdrawals_question_id ON withdrawals (question_id);
CREATE INDEX ix_tags_question_id ON tags (question_id);
CREATE INDEX ix_tags_series_id ON tags (series_id);
CREATE INDEX ix_notes_question_id ON notes (question_id);
CREATE INDEX ix_current_questions_state_attention_on ON current_questions (state, attention_on);
CREATE INDEX ix_counted_tally ON counted (reason, p_ppm, y_ppm, deadline, retrospective);
CREATE INDEX ix_readings_wording_id ON readings (wording_id);
CREATE INDEX ix_series_forecasts_series_id ON series_forecasts (series_id);
CREATE INDEX ix_forecasts_question_id_forecaster_id ON forecasts (question_id, forecaster_id);
CREATE INDEX ix_forecasts_replaces ON forecasts (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_resolutions_question_id ON resolutions (question_id);
CREATE INDEX ix_evidence_resolution_id ON evidence (resolution_id);
CREATE INDEX ix_scores_resolution_id ON scores (resolution_id);
CREATE TRIGGER guard_entries_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_entries_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_entries_insert BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_entries_order BEFORE INSERT ON entries WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM entries) OR NEW.previous_hash <> COALESCE((SELECT hash FROM entries ORDER BY id DESC LIMIT 1), NEW.previous_hash) BEGIN SELECT RAISE(ABORT, 'an entry must follow the last one'); END;
CREATE TRIGGER guard_evidence_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_evidence_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_evidence_insert BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasters_update BEFORE UPDATE ON forecasters BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasters_delete BEFORE DELETE ON forecasters BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasters_insert BEFORE INSERT ON forecasters WHEN EXISTS (SELECT 1 FROM forecasters WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM forecasters WHERE public_id = NEW.public_id) OR EXISTS (SELECT 1 FROM forecasters WHERE system = NEW.system AND foreign_key = NEW.foreign_key) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasts_update BEFORE UPDATE ON forecasts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasts_delete BEFORE DELETE ON forecasts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_forecasts_insert BEFORE INSERT ON forecasts WHEN EXISTS (SELECT 1 FROM forecasts WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_ledgers_update BEFORE UPDATE ON ledgers BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_ledgers_delete BEFORE DELETE ON ledgers BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_ledgers_insert BEFORE INSERT ON ledgers WHEN EXISTS (SELECT 1 FROM ledgers WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_notes_update BEFORE UPDATE ON notes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_notes_delete BEFORE DELETE ON notes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_notes_insert BEFORE INSERT ON notes WHEN EXISTS (SELECT 1 FROM notes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_questions_update BEFORE UPDATE ON questions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_questions_delete BEFORE DELETE ON questions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_questions_insert BEFORE INSERT ON questions WHEN EXISTS (SELECT 1 FROM questions WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM questions WHERE public_id = NEW.public_id) OR EXISTS (SELECT 1 FROM questions WHERE system = NEW.system AND foreign_key = NEW.foreign_key) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_quotes_update BEFORE UPDATE ON quotes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_quotes_delete BEFORE DELETE ON quotes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_quotes_insert BEFORE INSERT ON quotes WHEN EXISTS (SELECT 1 FROM quotes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_readings_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_readings_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_readings_insert BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_resolutions_update BEFORE UPDATE ON resolutions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_resolutions_delete BEFORE DELETE ON resolutions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_resolutions_insert BEFORE INSERT ON resolutions WHEN EXISTS (SELECT 1 FROM resolutions WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_update BEFORE UPDATE ON series BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_delete BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_insert BEFORE INSERT ON series WHEN EXISTS (SELECT 1 FROM series WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM series WHERE public_id = NEW.public_id) OR EXISTS (SELECT 1 FROM series WHERE system = NEW.system AND foreign_key = NEW.foreign_key) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_forecasts_update BEFORE UPDATE ON series_forecasts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_forecasts_delete BEFORE DELETE ON series_forecasts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_forecasts_insert BEFORE INSERT ON series_forecasts WHEN EXISTS (SELECT 1 FROM series_forecasts WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_rules_update BEFORE UPDATE ON series_rules BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_rules_delete BEFORE DELETE ON series_rules BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_series_rules_insert BEFORE INSERT ON series_rules WHEN EXISTS (SELECT 1 FROM series_rules WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_source_texts_update BEFORE UPDATE ON source_texts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_source_texts_delete BEFORE DELETE ON source_texts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_source_texts_insert BEFORE INSERT ON source_texts WHEN EXISTS (SELECT 1 FROM source_texts WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_sources_update BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_sources_delete BEFORE DELETE ON sources BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_sources_insert BEFORE INSERT ON sources WHEN EXISTS (SELECT 1 FROM sources WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM sources WHERE public_id = NEW.public_id) OR EXISTS (SELECT 1 FROM sources WHERE system = NEW.system AND foreign_key = NEW.foreign_key) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_tags_update BEFORE UPDATE ON tags BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_tags_delete BEFORE DELETE ON tags BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_tags_insert BEFORE INSERT ON tags WHEN EXISTS (SELECT 1 FROM tags WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_undos_update BEFORE UPDATE ON undos BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_undos_delete BEFORE DELETE ON undos BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_undos_insert BEFORE INSERT ON undos WHEN EXISTS (SELECT 1 FROM undos WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_withdrawals_update BEFORE UPDATE ON withdrawals BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_withdrawals_delete BEFORE DELETE ON withdrawals BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_withdrawals_insert BEFORE INSERT ON withdrawals WHEN EXISTS (SELECT 1 FROM withdrawals WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_wordings_update BEFORE UPDATE ON wordings BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_wordings_delete BEFORE DELETE ON wordings BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_wordings_insert BEFORE INSERT ON wordings WHEN EXISTS (SELECT 1 FROM wordings WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
COMMIT;
