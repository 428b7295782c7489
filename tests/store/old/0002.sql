PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0002');
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
INSERT INTO entries VALUES(1,'2026-11-28T16:05:37.261726Z','2026-11-28','tester','init',NULL,'0.1.0','0000000000000000000000000000000000000000000000000000000000000000','a63b8213add85da9ceab206010bd9ddc7babae16e4eed325856769ced4ca43da','a4ed00eb697b330fbfd2d8c13d25b1cc96d611063c5c6335b8a120433930e308');
INSERT INTO entries VALUES(2,'2026-11-28T16:05:37.809319Z','2026-11-28','tester','add',NULL,'0.1.0','a4ed00eb697b330fbfd2d8c13d25b1cc96d611063c5c6335b8a120433930e308','0eb9af5d4fc8fc8e2933159cd06936956bc4e331cc720e4f9f503673b7456ceb','9d085963f42852633f8fcff482ddfe8a0238846c24ad327e8794d319d85e61fb');
INSERT INTO entries VALUES(3,'2026-11-28T16:05:39.511529Z','2026-11-28','tester','add',NULL,'0.1.0','9d085963f42852633f8fcff482ddfe8a0238846c24ad327e8794d319d85e61fb','3880302dd379fc4a3b05425339dbc523685e11eb16b039cd373bd9f5e8f23ed4','82ba36f13213a7c9aaafe134325e2fdfdf30544fbf61fe3c69c653e58c0fb46b');
INSERT INTO entries VALUES(4,'2026-11-28T16:05:41.132825Z','2026-11-28','tester','add',NULL,'0.1.0','82ba36f13213a7c9aaafe134325e2fdfdf30544fbf61fe3c69c653e58c0fb46b','9beabad08d306d44c5798ac4604175770fab9f0b46cf9ec85d07dea42f5b5680','ddd9d8df6ba8d03293b239c96d2c79734e1dd441de6cda394ff2f3fb4de85dd5');
INSERT INTO entries VALUES(5,'2026-11-28T16:05:46.905516Z','2026-11-28','tester','update',NULL,'0.1.0','ddd9d8df6ba8d03293b239c96d2c79734e1dd441de6cda394ff2f3fb4de85dd5','ed907b1513356767703a626168260bd107e0d061f7400435389f74ccbeec3262','9b4fa121e329d24c24b995242f0adb03187cb7bb1d0cf5b86e4dbdea052ef584');
INSERT INTO entries VALUES(6,'2026-11-28T16:05:48.434158Z','2026-11-28','tester','update',NULL,'0.1.0','9b4fa121e329d24c24b995242f0adb03187cb7bb1d0cf5b86e4dbdea052ef584','25b19caae300c5d996584139c851f60ca9c98eca14c39bd5fa89d2388314b4ff','62519fb091bdfef673088dd11e8b7d7ad5adc9e8bbd576c60bdbeb47507052af');
INSERT INTO entries VALUES(7,'2026-11-28T16:05:49.854692Z','2026-11-28','tester','resolve',NULL,'0.1.0','62519fb091bdfef673088dd11e8b7d7ad5adc9e8bbd576c60bdbeb47507052af','095b6f28ff4c98201b4d51c6ba1cb9e46e797ae4ccdab2da4999a7b5778b08dc','3dfaf9fd887bd06b531e9d353a7149bb06fd40ea2bbf39be0618ff76fc40b34c');
INSERT INTO entries VALUES(8,'2026-11-28T16:05:51.386677Z','2026-11-28','tester','resolve',NULL,'0.1.0','3dfaf9fd887bd06b531e9d353a7149bb06fd40ea2bbf39be0618ff76fc40b34c','da9cd93ff16dca6a56ad7b903c80821e2cedf8ec5dac8f7052d749f089fa3a13','78534d2dd67ee6a11dd1aa9035eebf5a7b78cca63228567f10691d7f4aed823a');
INSERT INTO entries VALUES(9,'2026-11-28T16:05:53.109408Z','2026-11-28','tester','undo',NULL,'0.1.0','78534d2dd67ee6a11dd1aa9035eebf5a7b78cca63228567f10691d7f4aed823a','5cb9440c1f4398ed651610ed1708fcfaf8620aa924027606baeebd6ac331adf5','904f986d747a0043e0c3fd2735ffeb83aa13c25b8f76a0a18cb7bd664721e08f');
INSERT INTO entries VALUES(10,'2026-11-28T16:05:54.377887Z','2026-11-28','tester','redo',NULL,'0.1.0','904f986d747a0043e0c3fd2735ffeb83aa13c25b8f76a0a18cb7bd664721e08f','08e31a0c8383611f7e6404c1203344206e4d2c1283e328f8370989c448a0f37a','cc2b78748e62cf22c8f5e2efe390c6529af75185e45f1750f308ea7be02b306c');
INSERT INTO entries VALUES(11,'2026-11-28T16:05:55.863466Z','2026-11-28','tester','edit',NULL,'0.1.0','cc2b78748e62cf22c8f5e2efe390c6529af75185e45f1750f308ea7be02b306c','7c808bdfd285d7ac2f0a2c33afd58b11a0b4bbaa6f083145cae8d14b7c375955','26b9f270abb89c69142a795d60a67de72ee6431735d8aaccf02f93a3a91eba79');
INSERT INTO entries VALUES(12,'2026-11-28T16:05:57.420329Z','2026-11-28','tester','tag',NULL,'0.1.0','26b9f270abb89c69142a795d60a67de72ee6431735d8aaccf02f93a3a91eba79','17fd0c824ea8ddc53e637bb5cb420db999084ef5d2af253724211fce2233754b','274ee5ef5d233ed0842ac2f37aad2a0b1bdf41424cd6b57a0993ac85e96671e0');
INSERT INTO entries VALUES(13,'2026-11-28T16:05:58.878103Z','2026-11-28','tester','untag',NULL,'0.1.0','274ee5ef5d233ed0842ac2f37aad2a0b1bdf41424cd6b57a0993ac85e96671e0','cb67061ad1823058c9c1dbcb3b63bf89e218684e70c404a09d128b0bfe628dfc','e32e331e3b8a2c6435d2077aaaac5f9e52a92f4a1331bea3abbc1e863b76b96a');
INSERT INTO entries VALUES(14,'2026-11-28T16:06:00.092403Z','2026-11-28','tester','note',NULL,'0.1.0','e32e331e3b8a2c6435d2077aaaac5f9e52a92f4a1331bea3abbc1e863b76b96a','b84c38a6d0a8c807ff68eb3dfb6d132e1d7bcf21d3249473d7693b5d4c71e4d0','e2c492d5e0ef9249dcc749c8567f31c8486029f4d21121540ab14c4cf9f6a9f2');
INSERT INTO entries VALUES(15,'2026-11-28T16:06:01.541821Z','2026-11-28','tester','withdraw',NULL,'0.1.0','e2c492d5e0ef9249dcc749c8567f31c8486029f4d21121540ab14c4cf9f6a9f2','171d4c778a93c7259e1f74ab100b68ea4cdd0c52499883d5bc6f6ba26e335893','c42bd04b7ec706e173a5c41b5b270eb5c312d59e8ce454af32d4cfcdf8d65024');
INSERT INTO entries VALUES(16,'2026-11-28T16:06:03.206463Z','2026-11-28','tester','add',NULL,'0.1.0','c42bd04b7ec706e173a5c41b5b270eb5c312d59e8ce454af32d4cfcdf8d65024','263415c606c05ff44989dfb9ab9067917e84fe5a10d98cef7e3ef058e635927d','c8de04ee34194d572c675d027d2e0c71dd5bd981005076f5f2364a5f6fb81371');
INSERT INTO entries VALUES(17,'2026-11-28T16:06:04.806844Z','2026-11-28','tester','expand',NULL,'0.1.0','c8de04ee34194d572c675d027d2e0c71dd5bd981005076f5f2364a5f6fb81371','6367fd80c8499dc556b1981d0102f714acb831d84c34e83e8cd15ce63f7b8f02','f9876c56d5b5c10d34cbc68814810a95091ee51bd63a063f56b0912d6ebf8057');
INSERT INTO entries VALUES(18,'2026-11-28T16:06:06.619416Z','2026-11-28','tester','import',NULL,'0.1.0','f9876c56d5b5c10d34cbc68814810a95091ee51bd63a063f56b0912d6ebf8057','9eadd8f1d77fd55ef3606671afb22a156d68d066699ddc2dae45d6f29a38d10b','02ffa234f765b0707b7b2bfa658d9ef3c286e63c3b9db19538d236ad6e6ed4d8');
INSERT INTO entries VALUES(19,'2026-11-28T16:06:08.494152Z','2026-11-28','tester','add',NULL,'0.1.0','02ffa234f765b0707b7b2bfa658d9ef3c286e63c3b9db19538d236ad6e6ed4d8','07d61ebee1dc9d399059d1fb4ac6f75bfba7a4922dae55a5c91cbd72fe07f909','ca7839ac831c9bc4b439a19ca7bf400ef1429a7aeb6e94e981a75ea28ee4b448');
INSERT INTO entries VALUES(20,'2026-11-28T16:06:10.388672Z','2026-11-28','tester','add',NULL,'0.1.0','ca7839ac831c9bc4b439a19ca7bf400ef1429a7aeb6e94e981a75ea28ee4b448','c47839b5d7fa73672b977dc20d29c7e4aeaeb967b290bb59c99d21224e73be99','46f6078f26181b871d120a35f14228e7bc1b473c218ed0f26e25166d6c459410');
INSERT INTO entries VALUES(21,'2026-11-28T16:06:12.046612Z','2026-11-28','tester','add',NULL,'0.1.0','46f6078f26181b871d120a35f14228e7bc1b473c218ed0f26e25166d6c459410','72a456b3dc32f1171799f1ab404380afdbcb1035562a80eb918220f2bbdff96d','48f59ce468e9a4c9495b07258cbed4459c6f3a2a0b1ef261793dce8b766abb4e');
INSERT INTO entries VALUES(22,'2026-11-28T16:06:13.722211Z','2026-11-28','tester','add',NULL,'0.1.0','48f59ce468e9a4c9495b07258cbed4459c6f3a2a0b1ef261793dce8b766abb4e','bb64712ae2a874837acdbb5a3b577ec280234c5319f61c0d43e4679108433ba9','a9ef8d5a9afb85fdaa58519f71532923e1b5c900653105d5a357876250aa8264');
INSERT INTO entries VALUES(23,'2026-11-28T16:06:15.048818Z','2026-11-28','tester','add',NULL,'0.1.0','a9ef8d5a9afb85fdaa58519f71532923e1b5c900653105d5a357876250aa8264','9ce10ae1513bd9c7632ebec9a04db67b995f1d3268f590ef337817acd4b7da1f','ef54443f475caf7df2f5f904981d8b0a8f4b4c59646aa86c7f4738a874d01098');
INSERT INTO entries VALUES(24,'2026-11-28T16:06:16.342519Z','2026-11-28','tester','observe',NULL,'0.1.0','ef54443f475caf7df2f5f904981d8b0a8f4b4c59646aa86c7f4738a874d01098','aa62de88abbac30499b65f0555f13943cb4746b9d6dbc5d793a5453ad19895ce','ebffef20c2e46014dd5e60c9b2748e777abdc6c2b24ac3c65466c3fa892b79d5');
INSERT INTO entries VALUES(25,'2026-11-28T16:06:18.420885Z','2026-11-28','tester','resolve',NULL,'0.1.0','ebffef20c2e46014dd5e60c9b2748e777abdc6c2b24ac3c65466c3fa892b79d5','e0cf30f0454b840efd89d072346ac3361c784e56692ec2900ea5765d59e9d181','1de15306cef53c79907b06217cce03bb5edd92f09114c360108912bd2960c59c');
INSERT INTO entries VALUES(26,'2026-11-28T16:06:20.582603Z','2026-11-28','tester','resolve',NULL,'0.1.0','1de15306cef53c79907b06217cce03bb5edd92f09114c360108912bd2960c59c','4106754843a67341e7767d0a51c5d035d910a19fecb7e7f60f7ecbad10d59785','c9c85dd0d2daf25a4a3066dc5c002a013d8cc6522a10b2bd817cbc8754aee71f');
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
INSERT INTO ledgers VALUES(67108865,1,'gz4hx4xc2z57','Europe/Berlin');
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
INSERT INTO questions VALUES(134217729,2,'44kck69xdmff',NULL,NULL);
INSERT INTO questions VALUES(201326593,3,'mbbm6qfvp6kw',NULL,NULL);
INSERT INTO questions VALUES(268435457,4,'6bh5gd3jmc6b',NULL,NULL);
INSERT INTO questions VALUES(1140850689,17,'dcbs7jrfmpg7','series','tsq3t2w7xrp4/2026-01');
INSERT INTO questions VALUES(1140850690,17,'kbfr8hq848m8','series','tsq3t2w7xrp4/2026-02');
INSERT INTO questions VALUES(1140850691,17,'7rhg6xn66hvh','series','tsq3t2w7xrp4/2026-03');
INSERT INTO questions VALUES(1207959553,18,'9rz7brf9m3p6','csv','It storms in Ghent | 2026-05-01');
INSERT INTO questions VALUES(1207959554,18,'xd9gnrzbtpmd','csv','It freezes in Ghent | 2026-03-01');
INSERT INTO questions VALUES(1275068417,19,'wjm4h7734zq9',NULL,NULL);
INSERT INTO questions VALUES(1342177281,20,'q5ngnx3632qv',NULL,NULL);
INSERT INTO questions VALUES(1409286145,21,'mbdq49f7ccdj',NULL,NULL);
INSERT INTO questions VALUES(1476395009,22,'w7r8bnczpd7k',NULL,NULL);
INSERT INTO questions VALUES(1543503873,23,'bcgxcxvh4gsf',NULL,NULL);
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
INSERT INTO series VALUES(1073741825,16,'tsq3t2w7xrp4',NULL,NULL);
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
INSERT INTO wordings VALUES(1275068417,19,1275068417,'Who wins',NULL,NULL,NULL,'categorical','2026-01-02','2026-10-01',NULL,'2026-10-01','on or before the day named','2026-10-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1342177281,20,1342177281,'How high',NULL,NULL,NULL,'numeric','2026-01-02','2026-10-01',NULL,'2026-10-01','on or before the day named','2026-10-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1409286145,21,1409286145,'If it rains, it pours',NULL,NULL,NULL,'binary','2026-01-02','2026-10-01',NULL,'2026-10-01','on or before the day named','2026-10-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1476395009,22,1476395009,'Rain and hail',NULL,NULL,NULL,'binary','2026-01-02','2026-10-01',NULL,'2026-10-01','on or before the day named','2026-10-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
INSERT INTO wordings VALUES(1543503873,23,1543503873,'The level passes 3',NULL,NULL,NULL,'binary','2026-01-02','2026-10-01',NULL,'2026-10-01','on or before the day named','2026-10-01','day',NULL,NULL,NULL,'Europe/Berlin',0,NULL,NULL);
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
INSERT INTO withdrawals VALUES(1006632961,15,201326593,201326593,'2026-11-28','2026-11-28T16:06:01.541827Z','Europe/Berlin',NULL);
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
INSERT INTO current_questions VALUES(1275068417,1275068417,1677721601,'resolved','2026-01-02','2026-10-01',NULL,'2026-10-01');
INSERT INTO current_questions VALUES(1342177281,1342177281,1744830465,'resolved','2026-01-02','2026-10-01',NULL,'2026-10-01');
INSERT INTO current_questions VALUES(1409286145,1409286145,NULL,'open','2026-01-02','2026-10-01',NULL,'2026-10-01');
INSERT INTO current_questions VALUES(1476395009,1476395009,NULL,'open','2026-01-02','2026-10-01',NULL,'2026-10-01');
INSERT INTO current_questions VALUES(1543503873,1543503873,1610612737,'resolved','2026-01-02','2026-10-01',NULL,'2026-10-01');
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
INSERT INTO counted VALUES(1275068417,201326593,1275068417,1677721601,'other_type',NULL,NULL,'2026-10-01',1);
INSERT INTO counted VALUES(1342177281,201326593,1342177281,1744830465,'other_type',NULL,NULL,'2026-10-01',1);
INSERT INTO counted VALUES(1409286145,201326593,1409286145,NULL,'open',600000,NULL,'2026-10-01',0);
INSERT INTO counted VALUES(1476395009,201326593,1476395009,NULL,'open',200000,NULL,'2026-10-01',0);
INSERT INTO counted VALUES(1543503873,201326593,1543503873,1610612737,'counts',400000,1000000,'2026-10-01',1);
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
	foreign_key TEXT, kind TEXT, expires_on TEXT, expires_at TEXT, 
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
INSERT INTO forecasts VALUES(134217729,2,134217729,134217729,134217729,'0.7','70%',700000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,134217729,134217729,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(201326593,3,201326593,201326593,201326593,'0.88','very likely',880000,'words','very likely','survey','0.8','0.95','2026-01-02','2026-01-02T12:00:00.000000Z','2026-01-02T12:00Z',NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(268435457,4,268435457,201326593,268435457,'0.3','30%',300000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(335544321,5,134217729,134217729,134217729,'0.8','80%',800000,'stated',NULL,NULL,NULL,NULL,'2026-02-01',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,'clouds',NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(402653185,6,134217729,402653185,134217729,'1','100%',1000000,'stated',NULL,NULL,NULL,NULL,'2026-02-02','2026-02-02T09:00:00.000000Z','2026-02-02T10:00+01:00',NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850689,17,1140850689,201326593,1140850689,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850690,17,1140850690,201326593,1140850690,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1140850691,17,1140850691,201326593,1140850691,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2025-12-15',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1207959553,18,1207959553,1207959553,1207959553,'0.25','0.25',250000,'stated',NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1207959554,18,1207959554,1207959554,1207959554,'0.4','40%',400000,'stated',NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1275068417,19,1275068417,201326593,1275068417,NULL,'A=50% B=30% other=20%',NULL,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,'shares',NULL,NULL);
INSERT INTO forecasts VALUES(1342177281,20,1342177281,201326593,1342177281,NULL,'5%=1 50%=3 95%=8',NULL,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,'quantiles',NULL,NULL);
INSERT INTO forecasts VALUES(1409286145,21,1409286145,201326593,1409286145,'0.6','60%',600000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1476395009,22,1476395009,201326593,1476395009,'0.2','20%',200000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO forecasts VALUES(1543503873,23,1543503873,201326593,1543503873,'0.4','40%',400000,'stated',NULL,NULL,NULL,NULL,'2026-01-02',NULL,NULL,NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
	note TEXT, judge TEXT, made_by TEXT, 
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
INSERT INTO resolutions VALUES(469762049,7,134217729,134217729,'resolved','no','0',0,NULL,'2026-06-30',NULL,'Europe/Berlin','dry',NULL,NULL);
INSERT INTO resolutions VALUES(536870913,8,134217729,134217729,'resolved','yes','1',1000000,NULL,'2026-06-30',NULL,'Europe/Berlin','the gauge was broken',NULL,NULL);
INSERT INTO resolutions VALUES(1610612737,24,1543503873,1543503873,'resolved','yes','1',1000000,'2026-05-01','2026-05-01',NULL,'Europe/Berlin','level was 3.5 on 2026-05-01',NULL,'rule');
INSERT INTO resolutions VALUES(1677721601,25,1275068417,1275068417,'resolved','A',NULL,NULL,NULL,'2026-10-01',NULL,'Europe/Berlin',NULL,NULL,NULL);
INSERT INTO resolutions VALUES(1744830465,26,1342177281,1342177281,'resolved','4','4',NULL,NULL,'2026-10-01',NULL,'Europe/Berlin',NULL,NULL,NULL);
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
INSERT INTO evidence VALUES(1610612737,24,1610612737,'https://example.org/l');
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
INSERT INTO scores VALUES(1275068417,1677721601,'brier-sum','1',0.38000000000000000444);
INSERT INTO scores VALUES(1275068417,1677721601,'log','1',0.69314718055994528622);
INSERT INTO scores VALUES(1342177281,1744830465,'crps-quantiles','1',0.56666666666666676288);
INSERT INTO scores VALUES(1342177281,1744830465,'weighted-interval','1',0.56666666666666665186);
INSERT INTO scores VALUES(1543503873,1610612737,'brier','1',0.35999999999999998667);
INSERT INTO scores VALUES(1543503873,1610612737,'log','1',0.91629073187415510659);
CREATE TABLE metrics (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	public_id TEXT NOT NULL, 
	system TEXT, 
	foreign_key TEXT, 
	CONSTRAINT pk_metrics PRIMARY KEY (id), 
	CONSTRAINT uq_metrics_system_foreign_key UNIQUE (system, foreign_key), 
	CONSTRAINT ck_metrics_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_metrics_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT uq_metrics_public_id UNIQUE (public_id)
)
 STRICT

;
INSERT INTO metrics VALUES(1543503873,23,'c7xdddb8kfdp','name','level');
CREATE TABLE frames (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	unit TEXT, 
	lower_bound TEXT, 
	upper_bound TEXT, 
	open_lower INTEGER NOT NULL CONSTRAINT ck_frames_open_lower CHECK (open_lower IN (0, 1)), 
	open_upper INTEGER NOT NULL CONSTRAINT ck_frames_open_upper CHECK (open_upper IN (0, 1)), 
	"exclusive" INTEGER NOT NULL CONSTRAINT ck_frames_exclusive CHECK (exclusive IN (0, 1)), 
	ordered INTEGER NOT NULL CONSTRAINT ck_frames_ordered CHECK (ordered IN (0, 1)), 
	CONSTRAINT pk_frames PRIMARY KEY (id), 
	CONSTRAINT ck_frames_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_frames_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_frames_wording_id FOREIGN KEY(wording_id) REFERENCES wordings (id)
)
 STRICT

;
INSERT INTO frames VALUES(1275068417,19,1275068417,NULL,NULL,NULL,0,0,1,0);
INSERT INTO frames VALUES(1342177281,20,1342177281,'m','0','10',0,0,1,0);
CREATE TABLE options (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	CONSTRAINT pk_options PRIMARY KEY (id), 
	CONSTRAINT ck_options_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_options_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_options_wording_id FOREIGN KEY(wording_id) REFERENCES wordings (id)
)
 STRICT

;
INSERT INTO options VALUES(1275068417,19,1275068417,1,'A');
INSERT INTO options VALUES(1275068418,19,1275068417,2,'B');
INSERT INTO options VALUES(1275068419,19,1275068417,3,'other');
CREATE TABLE conditions (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	on_question_id INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	CONSTRAINT pk_conditions PRIMARY KEY (id), 
	CONSTRAINT ck_conditions_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_conditions_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_conditions_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_conditions_on_question_id FOREIGN KEY(on_question_id) REFERENCES questions (id)
)
 STRICT

;
INSERT INTO conditions VALUES(1409286145,21,1409286145,134217729,'yes');
CREATE TABLE parts (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	part_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	joined TEXT NOT NULL, 
	CONSTRAINT pk_parts PRIMARY KEY (id), 
	CONSTRAINT ck_parts_joined CHECK (joined IN ('all', 'any')), 
	CONSTRAINT ck_parts_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_parts_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_parts_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_parts_part_id FOREIGN KEY(part_id) REFERENCES questions (id)
)
 STRICT

;
INSERT INTO parts VALUES(1476395009,22,1476395009,134217729,1,'all');
INSERT INTO parts VALUES(1476395010,22,1476395009,268435457,2,'all');
CREATE TABLE restatements (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	restates_id INTEGER NOT NULL, 
	CONSTRAINT pk_restatements PRIMARY KEY (id), 
	CONSTRAINT ck_restatements_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_restatements_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_restatements_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_restatements_restates_id FOREIGN KEY(restates_id) REFERENCES questions (id)
)
 STRICT

;
CREATE TABLE points (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	forecast_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	share TEXT, 
	CONSTRAINT pk_points PRIMARY KEY (id), 
	CONSTRAINT ck_points_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_points_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_points_forecast_id FOREIGN KEY(forecast_id) REFERENCES forecasts (id)
)
 STRICT

;
INSERT INTO points VALUES(1275068417,19,1275068417,1,'A','0.5');
INSERT INTO points VALUES(1275068418,19,1275068417,2,'B','0.3');
INSERT INTO points VALUES(1275068419,19,1275068417,3,'other','0.2');
INSERT INTO points VALUES(1342177281,20,1342177281,1,'1','0.05');
INSERT INTO points VALUES(1342177282,20,1342177281,2,'3','0.5');
INSERT INTO points VALUES(1342177283,20,1342177281,3,'8','0.95');
CREATE TABLE reaffirmations (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	forecast_id INTEGER NOT NULL, 
	reaffirms_id INTEGER NOT NULL, 
	CONSTRAINT pk_reaffirmations PRIMARY KEY (id), 
	CONSTRAINT ck_reaffirmations_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_reaffirmations_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_reaffirmations_forecast_id FOREIGN KEY(forecast_id) REFERENCES forecasts (id), 
	CONSTRAINT fk_reaffirmations_reaffirms_id FOREIGN KEY(reaffirms_id) REFERENCES forecasts (id)
)
 STRICT

;
CREATE TABLE observations (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	metric_id INTEGER NOT NULL, 
	observed_on TEXT NOT NULL, 
	value TEXT NOT NULL, 
	source TEXT, 
	evidence TEXT, 
	note TEXT, 
	replaces INTEGER, 
	CONSTRAINT pk_observations PRIMARY KEY (id), 
	CONSTRAINT ck_observations_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_observations_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_observations_metric_id FOREIGN KEY(metric_id) REFERENCES metrics (id), 
	CONSTRAINT fk_observations_replaces FOREIGN KEY(replaces) REFERENCES observations (id)
)
 STRICT

;
INSERT INTO observations VALUES(1610612737,24,1543503873,'2026-05-01','3.5',NULL,'https://example.org/l',NULL,NULL);
CREATE TABLE rules (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	question_id INTEGER, 
	series_id INTEGER, 
	metric_id INTEGER NOT NULL, 
	than_metric_id INTEGER, 
	pick TEXT NOT NULL, 
	comparison TEXT, 
	threshold TEXT, 
	days INTEGER, 
	said TEXT NOT NULL, 
	CONSTRAINT pk_rules PRIMARY KEY (id), 
	CONSTRAINT ck_rules_target CHECK ((question_id IS NULL) <> (series_id IS NULL)), 
	CONSTRAINT ck_rules_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_rules_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_rules_question_id FOREIGN KEY(question_id) REFERENCES questions (id), 
	CONSTRAINT fk_rules_series_id FOREIGN KEY(series_id) REFERENCES series (id), 
	CONSTRAINT fk_rules_metric_id FOREIGN KEY(metric_id) REFERENCES metrics (id), 
	CONSTRAINT fk_rules_than_metric_id FOREIGN KEY(than_metric_id) REFERENCES metrics (id)
)
 STRICT

;
INSERT INTO rules VALUES(1543503873,23,1543503873,NULL,1543503873,NULL,'any','>=','3',NULL,'any >= 3');
CREATE TABLE causes (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	resolution_id INTEGER NOT NULL, 
	because_id INTEGER, 
	observation_id INTEGER, 
	rule_id INTEGER, 
	CONSTRAINT pk_causes PRIMARY KEY (id), 
	CONSTRAINT ck_causes_place CHECK ((id >> 26) = entry_id), 
	CONSTRAINT fk_causes_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id), 
	CONSTRAINT fk_causes_resolution_id FOREIGN KEY(resolution_id) REFERENCES resolutions (id), 
	CONSTRAINT fk_causes_because_id FOREIGN KEY(because_id) REFERENCES resolutions (id), 
	CONSTRAINT fk_causes_observation_id FOREIGN KEY(observation_id) REFERENCES observations (id), 
	CONSTRAINT fk_causes_rule_id FOREIGN KEY(rule_id) REFERENCES rules (id)
)
 STRICT

;
INSERT INTO causes VALUES(1610612737,24,1610612737,NULL,1610612737,1543503873);
CREATE INDEX ix_undos_target_entry_id ON undos (target_entry_id);
CREATE INDEX ix_source_texts_source_id ON source_texts (source_id);
CREATE INDEX ix_quotes_source_id ON quotes (source_id);
CREATE INDEX ix_wordings_series_id ON wordings (series_id);
CREATE INDEX ix_wordings_question_id ON wordings (question_id);
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
CREATE INDEX ix_frames_wording_id ON frames (wording_id);
CREATE INDEX ix_options_wording_id ON options (wording_id);
CREATE INDEX ix_conditions_on_question_id ON conditions (on_question_id);
CREATE INDEX ix_conditions_question_id ON conditions (question_id);
CREATE INDEX ix_parts_part_id ON parts (part_id);
CREATE INDEX ix_parts_question_id ON parts (question_id);
CREATE INDEX ix_restatements_restates_id ON restatements (restates_id);
CREATE INDEX ix_restatements_question_id ON restatements (question_id);
CREATE INDEX ix_points_forecast_id ON points (forecast_id);
CREATE INDEX ix_reaffirmations_reaffirms_id ON reaffirmations (reaffirms_id);
CREATE INDEX ix_reaffirmations_forecast_id ON reaffirmations (forecast_id);
CREATE INDEX ix_observations_replaces ON observations (replaces);
CREATE INDEX ix_observations_metric_id_observed_on ON observations (metric_id, observed_on);
CREATE INDEX ix_rules_metric_id ON rules (metric_id);
CREATE INDEX ix_rules_series_id ON rules (series_id);
CREATE INDEX ix_rules_than_metric_id ON rules (than_metric_id);
CREATE INDEX ix_rules_question_id ON rules (question_id);
CREATE INDEX ix_causes_because_id ON causes (because_id);
CREATE INDEX ix_causes_observation_id ON causes (observation_id);
CREATE INDEX ix_causes_resolution_id ON causes (resolution_id);
CREATE TRIGGER guard_causes_update BEFORE UPDATE ON causes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_causes_delete BEFORE DELETE ON causes BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_causes_insert BEFORE INSERT ON causes WHEN EXISTS (SELECT 1 FROM causes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_conditions_update BEFORE UPDATE ON conditions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_conditions_delete BEFORE DELETE ON conditions BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_conditions_insert BEFORE INSERT ON conditions WHEN EXISTS (SELECT 1 FROM conditions WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_frames_update BEFORE UPDATE ON frames BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_frames_delete BEFORE DELETE ON frames BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_frames_insert BEFORE INSERT ON frames WHEN EXISTS (SELECT 1 FROM frames WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_metrics_update BEFORE UPDATE ON metrics BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_metrics_delete BEFORE DELETE ON metrics BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_metrics_insert BEFORE INSERT ON metrics WHEN EXISTS (SELECT 1 FROM metrics WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM metrics WHERE public_id = NEW.public_id) OR EXISTS (SELECT 1 FROM metrics WHERE system = NEW.system AND foreign_key = NEW.foreign_key) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_observations_update BEFORE UPDATE ON observations BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_observations_delete BEFORE DELETE ON observations BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_observations_insert BEFORE INSERT ON observations WHEN EXISTS (SELECT 1 FROM observations WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_options_update BEFORE UPDATE ON options BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_options_delete BEFORE DELETE ON options BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_options_insert BEFORE INSERT ON options WHEN EXISTS (SELECT 1 FROM options WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_parts_update BEFORE UPDATE ON parts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_parts_delete BEFORE DELETE ON parts BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_parts_insert BEFORE INSERT ON parts WHEN EXISTS (SELECT 1 FROM parts WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_points_update BEFORE UPDATE ON points BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_points_delete BEFORE DELETE ON points BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_points_insert BEFORE INSERT ON points WHEN EXISTS (SELECT 1 FROM points WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_reaffirmations_update BEFORE UPDATE ON reaffirmations BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_reaffirmations_delete BEFORE DELETE ON reaffirmations BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_reaffirmations_insert BEFORE INSERT ON reaffirmations WHEN EXISTS (SELECT 1 FROM reaffirmations WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_restatements_update BEFORE UPDATE ON restatements BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_restatements_delete BEFORE DELETE ON restatements BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_restatements_insert BEFORE INSERT ON restatements WHEN EXISTS (SELECT 1 FROM restatements WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_rules_update BEFORE UPDATE ON rules BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_rules_delete BEFORE DELETE ON rules BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
CREATE TRIGGER guard_rules_insert BEFORE INSERT ON rules WHEN EXISTS (SELECT 1 FROM rules WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'facts are never changed or removed'); END;
COMMIT;
