-- From where a device grant was asked for, hashed: each network has a share of what is under way.
ALTER TABLE device_grant ADD COLUMN network UUID DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL;
CREATE INDEX device_grant_network ON device_grant (network);
