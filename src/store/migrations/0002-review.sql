-- 0002-review.sql: level proposals, comments, the register of hand-ins, trusted certificates, summaries,
-- and what carrying over and the yearly report need.

-- level proposal
CREATE TABLE proposal (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    number INTEGER NOT NULL,                     -- number
    decision INTEGER,                            -- level decision it rests on
    level INTEGER NOT NULL,                      -- proposed level
    state TEXT NOT NULL,                         -- state
    kind TEXT NOT NULL,                          -- kind
    managed_by TEXT,                             -- managing ministry
    pack TEXT NOT NULL,                          -- regulation pack
    pack_version TEXT NOT NULL,                  -- version of the regulation pack
    at TEXT NOT NULL,                            -- made at
    person TEXT,                                 -- made by
    note TEXT,                                   -- note
    UNIQUE (parent, number)
) STRICT;

-- document of a dossier
CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES proposal (id) ON DELETE RESTRICT, -- the level proposal
    part TEXT NOT NULL,                          -- part of the dossier
    date TEXT,                                   -- date
    title TEXT NOT NULL,                         -- title
    number TEXT,                                 -- document number
    place TEXT,                                  -- where it is kept
    note TEXT,                                   -- note
    UNIQUE (parent, part)
) STRICT;

-- step of a level proposal
CREATE TABLE act (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES proposal (id) ON DELETE RESTRICT, -- the level proposal
    number INTEGER NOT NULL,                     -- number
    step TEXT NOT NULL,                          -- step
    result TEXT,                                 -- result
    date TEXT NOT NULL,                          -- date
    body TEXT,                                   -- competent body
    at TEXT NOT NULL,                            -- entered at
    document TEXT,                               -- document number
    name TEXT,                                   -- name of the body or of the signatory
    person TEXT,                                 -- entered by
    note TEXT,                                   -- note
    UNIQUE (parent, number)
) STRICT;

-- summary of an assessment
CREATE TABLE summary (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    year INTEGER NOT NULL,                       -- year
    basis TEXT NOT NULL,                         -- packs it was computed with
    level INTEGER NOT NULL,                      -- level
    score INTEGER,                               -- score
    coverage INTEGER NOT NULL,                   -- coverage
    in_place TEXT NOT NULL,                      -- fully implemented
    applicable INTEGER NOT NULL,                 -- applicable
    assessed INTEGER NOT NULL,                   -- assessed
    met INTEGER NOT NULL,                        -- met
    partial INTEGER NOT NULL,                    -- partly met
    unmet INTEGER NOT NULL,                      -- not met
    n_a INTEGER NOT NULL,                        -- not applicable
    unassessed INTEGER NOT NULL,                 -- not assessed yet
    measures INTEGER NOT NULL,                   -- cost of measures still open
    plans INTEGER NOT NULL,                      -- budgets of response plans
    groups TEXT,                                 -- scores by group
    risks TEXT,                                  -- risks by scenario
    gains TEXT,                                  -- do first
    UNIQUE (parent)
) STRICT;

-- comment
CREATE TABLE comment (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES agency (id) ON DELETE RESTRICT, -- the agency
    number INTEGER NOT NULL,                     -- number
    kind TEXT NOT NULL,                          -- kind
    state TEXT NOT NULL,                         -- state
    about TEXT NOT NULL,                         -- about
    system TEXT,                                 -- system code
    year INTEGER,                                -- year
    key TEXT,                                    -- question or record
    asset TEXT,                                  -- asset
    snapshot INTEGER,                            -- number of the hand-in
    at TEXT NOT NULL,                            -- written at
    replied_at TEXT,                             -- replied at
    person TEXT,                                 -- written by
    text TEXT NOT NULL,                          -- comment
    reply TEXT,                                  -- reply
    replied_by TEXT,                             -- replied by
    UNIQUE (parent, number)
) STRICT;

-- hand-in
CREATE TABLE snapshot (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES agency (id) ON DELETE RESTRICT, -- the agency
    year INTEGER NOT NULL,                       -- year
    number INTEGER NOT NULL,                     -- number of the hand-in
    way TEXT NOT NULL,                           -- direction
    state TEXT NOT NULL,                         -- state
    sha256 TEXT NOT NULL,                        -- SHA-256 of the content
    file_sha256 TEXT,                            -- SHA-256 of the file
    created TEXT,                                -- written at
    at TEXT NOT NULL,                            -- sent or received at
    due TEXT,                                    -- due
    late TEXT,                                   -- late
    signature TEXT,                              -- signature
    fingerprint TEXT,                            -- fingerprint of the certificate
    stops INTEGER,                               -- rules that stop
    warns INTEGER,                               -- rules that warn
    audit_from INTEGER,                          -- first row of the audit chain
    audit_to INTEGER,                            -- last row of the audit chain
    decided_at TEXT,                             -- returned or accepted at
    answered TEXT,                               -- answer of the reviewer written at
    file TEXT,                                   -- file name
    signer TEXT,                                 -- signed by
    person TEXT,                                 -- taken in or sent by
    decided_by TEXT,                             -- returned or accepted by
    decision TEXT,                               -- reviewer's words on the hand-in
    UNIQUE (parent, year, number)
) STRICT;

-- trusted certificate
CREATE TABLE trusted (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    code TEXT NOT NULL,                          -- code
    agency TEXT,                                 -- agency code
    active TEXT,                                 -- active
    fingerprint TEXT NOT NULL,                   -- fingerprint of the certificate
    since TEXT,                                  -- valid from
    until TEXT,                                  -- valid until
    subject TEXT,                                -- holder of the certificate
    pem TEXT NOT NULL,                           -- certificate
    UNIQUE (code)
) STRICT;

ALTER TABLE year ADD COLUMN snapshot INTEGER;                      -- number of the hand-in
ALTER TABLE year ADD COLUMN decided_at TEXT;                       -- returned or accepted at
ALTER TABLE year ADD COLUMN decided_by TEXT;                       -- returned or accepted by
ALTER TABLE year ADD COLUMN other TEXT;                            -- other matters to report
ALTER TABLE year ADD COLUMN decision TEXT;                         -- reviewer's words on the hand-in
ALTER TABLE obligation ADD COLUMN cost INTEGER;                    -- cost
ALTER TABLE system ADD COLUMN regulation_followed TEXT;            -- is the security regulation followed
ALTER TABLE system ADD COLUMN implementation_expected TEXT;        -- measures fully in place by
ALTER TABLE system ADD COLUMN inspected TEXT;                      -- date of the last inspection
ALTER TABLE system ADD COLUMN operator_agency TEXT;                -- agency code of the operator
ALTER TABLE system ADD COLUMN regulation_by TEXT;                  -- who issued the security regulation
ALTER TABLE system ADD COLUMN inspected_by TEXT;                   -- who inspected
ALTER TABLE system ADD COLUMN inspection_report TEXT;              -- number of the inspection report
ALTER TABLE assessment ADD COLUMN carried_from INTEGER;            -- carried over from the year
ALTER TABLE assessment ADD COLUMN situation TEXT;                  -- state of security in the period
ALTER TABLE assessment ADD COLUMN progress TEXT;                   -- progress of the approved measures
ALTER TABLE assessment ADD COLUMN effect TEXT;                     -- effect of the approved measures
ALTER TABLE assessment ADD COLUMN change TEXT;                     -- proposed change of level or measures
ALTER TABLE finding ADD COLUMN basis TEXT;                         -- text the answer is about
ALTER TABLE finding ADD COLUMN carried TEXT;                       -- carried over, to be confirmed
ALTER TABLE answer ADD COLUMN carried TEXT;                        -- carried over, to be confirmed
ALTER TABLE plan ADD COLUMN carried TEXT;                          -- carried over, to be confirmed

-- contents that come in a zip are looked up by the records that name them
CREATE INDEX evidence_sha256 ON evidence (sha256);
