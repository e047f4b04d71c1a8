-- 0001-records.sql: every record, the audit chain, attachments.
-- id: UUID of the record. parent: id of the record it belongs to. Dates and times are ISO 8601 text.

-- agency
CREATE TABLE agency (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    code TEXT NOT NULL,                          -- agency code
    kind TEXT,                                   -- kind of agency
    sample TEXT,                                 -- sample data
    name TEXT NOT NULL,                          -- agency name
    regulation TEXT,                             -- document setting out functions and duties
    representative TEXT,                         -- head of the agency
    position TEXT,                               -- position of the head
    address TEXT,                                -- address
    phone TEXT,                                  -- telephone
    email TEXT,                                  -- e-mail
    owner TEXT,                                  -- owner of the information systems
    specialised_unit TEXT,                       -- specialised unit for information security
    officer TEXT,                                -- officer in charge of information security
    officer_phone TEXT,                          -- telephone of the officer
    officer_email TEXT,                          -- e-mail of the officer
    place TEXT,                                  -- place name for dating documents
    note TEXT,                                   -- note
    folded TEXT NOT NULL DEFAULT '',             -- code and name for search, without marks and case
    UNIQUE (code)
) STRICT;

-- year of an agency
CREATE TABLE year (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES agency (id) ON DELETE RESTRICT, -- the agency
    year INTEGER NOT NULL,                       -- year
    state TEXT,                                  -- state
    signed_at TEXT,                              -- signed off at
    obligations TEXT,                            -- obligations pack
    obligations_version TEXT,                    -- version of the obligations pack
    signed_by TEXT,                              -- signed off by
    capability TEXT,                             -- current ability to keep systems secure
    forecast TEXT,                               -- threats, incidents and attacks forecast
    consequences TEXT,                           -- consequences and damage forecast
    resources TEXT,                              -- state of means, equipment, tools and people
    contractors TEXT,                            -- contractors under contract
    note TEXT,                                   -- note
    UNIQUE (parent, year)
) STRICT;

-- obligation
CREATE TABLE obligation (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES year (id) ON DELETE RESTRICT, -- the year of an agency
    obligation TEXT NOT NULL,                    -- obligation
    status TEXT NOT NULL,                        -- result
    due TEXT,                                    -- to be met by
    current TEXT,                                -- current state
    measure TEXT,                                -- measure
    evidence TEXT,                               -- evidence
    reason TEXT,                                 -- reason for not applicable
    person TEXT,                                 -- person in charge
    UNIQUE (parent, obligation)
) STRICT;

-- readiness resource
CREATE TABLE readiness (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES year (id) ON DELETE RESTRICT, -- the year of an agency
    code TEXT NOT NULL,                          -- code
    kind TEXT NOT NULL,                          -- kind
    quantity INTEGER,                            -- quantity
    cost INTEGER,                                -- cost
    until TEXT,                                  -- available until
    name TEXT NOT NULL,                          -- name
    unit TEXT,                                   -- unit
    state TEXT,                                  -- condition
    place TEXT,                                  -- place
    contact TEXT,                                -- contact
    contract TEXT,                               -- contract number
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- exercise or training
CREATE TABLE exercise (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES year (id) ON DELETE RESTRICT, -- the year of an agency
    code TEXT NOT NULL,                          -- code
    kind TEXT NOT NULL,                          -- kind
    state TEXT NOT NULL,                         -- state
    scenario TEXT,                               -- scenario
    date TEXT,                                   -- date
    participants INTEGER,                        -- participants
    cost INTEGER,                                -- cost
    title TEXT NOT NULL,                         -- title
    organiser TEXT,                              -- organiser
    document TEXT,                               -- document number
    result TEXT,                                 -- result
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- incident
CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES year (id) ON DELETE RESTRICT, -- the year of an agency
    code TEXT NOT NULL,                          -- code
    system TEXT,                                 -- system code
    scenario TEXT,                               -- scenario
    grade TEXT NOT NULL,                         -- grade
    state TEXT NOT NULL,                         -- state
    occurred TEXT,                               -- occurred at
    detected TEXT NOT NULL,                      -- detected at
    reported TEXT,                               -- first reported at
    closed TEXT,                                 -- closed at
    title TEXT NOT NULL,                         -- title
    reported_to TEXT,                            -- reported to
    description TEXT,                            -- description
    cause TEXT,                                  -- cause
    handling TEXT,                               -- handling
    damage TEXT,                                 -- damage
    lesson TEXT,                                 -- lesson
    UNIQUE (parent, code)
) STRICT;

-- information system
CREATE TABLE system (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES agency (id) ON DELETE RESTRICT, -- the agency
    code TEXT NOT NULL,                          -- system code
    state TEXT,                                  -- state
    in_operation_since TEXT,                     -- in operation since
    proposed_level INTEGER,                      -- proposed level
    approved_level INTEGER,                      -- approved level
    approval_date TEXT,                          -- date of the approval decision
    approval_expected TEXT,                      -- approval expected by
    regulation_date TEXT,                        -- date of the security regulation
    name TEXT NOT NULL,                          -- system name
    purpose TEXT,                                -- purpose
    owner_name TEXT,                             -- owner
    owner_regulation TEXT,                       -- owner: document setting out functions and duties
    owner_representative TEXT,                   -- owner: representative
    owner_position TEXT,                         -- owner: position of the representative
    owner_address TEXT,                          -- owner: address
    owner_phone TEXT,                            -- owner: telephone
    owner_email TEXT,                            -- owner: e-mail
    operator_name TEXT,                          -- operator
    operator_regulation TEXT,                    -- operator: document setting out functions and duties
    operator_representative TEXT,                -- operator: representative
    operator_position TEXT,                      -- operator: position of the representative
    operator_address TEXT,                       -- operator: address
    operator_phone TEXT,                         -- operator: telephone
    operator_email TEXT,                         -- operator: e-mail
    scope TEXT,                                  -- scope
    scale TEXT,                                  -- scale
    served TEXT,                                 -- who is served
    logical_model TEXT,                          -- logical model
    physical_model TEXT,                         -- physical model
    connected TEXT,                              -- connected systems and how they affect each other
    attack_risk TEXT,                            -- attack risks and their effect
    public_effect TEXT,                          -- effect on public interest, order, defence and security
    continuity TEXT,                             -- need to run around the clock
    proposed_reason TEXT,                        -- reason for proposing another level
    approval_number TEXT,                        -- number of the approval decision
    approval_by TEXT,                            -- approved by
    regulation_number TEXT,                      -- number of the security regulation
    note TEXT,                                   -- note
    folded TEXT NOT NULL DEFAULT '',             -- code and name for search, without marks and case
    UNIQUE (parent, code)
) STRICT;

-- component system
CREATE TABLE component (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    code TEXT NOT NULL,                          -- code
    name TEXT NOT NULL,                          -- name
    purpose TEXT,                                -- purpose
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- network zone
CREATE TABLE zone (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    code TEXT NOT NULL,                          -- code
    name TEXT NOT NULL,                          -- name
    ip_private TEXT,                             -- private addresses
    ip_public TEXT,                              -- public addresses
    purpose TEXT,                                -- purpose
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- asset
CREATE TABLE asset (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    code TEXT NOT NULL,                          -- code
    kind TEXT NOT NULL,                          -- kind
    main TEXT,                                   -- main or important network device
    component TEXT,                              -- component system
    zone TEXT,                                   -- network zone
    quantity INTEGER,                            -- quantity
    supported_until TEXT,                        -- supported until
    name TEXT NOT NULL,                          -- name
    model TEXT,                                  -- model or type
    location TEXT,                               -- location
    host TEXT,                                   -- server it runs on
    os TEXT,                                     -- operating system
    ip_private TEXT,                             -- private address
    ip_public TEXT,                              -- public address
    vendor TEXT,                                 -- supplier
    purpose TEXT,                                -- purpose
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- fact
CREATE TABLE fact (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    component TEXT NOT NULL DEFAULT '',          -- component system
    fact TEXT NOT NULL,                          -- question
    at TEXT,                                     -- answered at
    value TEXT NOT NULL,                         -- answer
    person TEXT,                                 -- answered by
    evidence TEXT,                               -- evidence
    UNIQUE (parent, component, fact)
) STRICT;

-- level decision
CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    number INTEGER NOT NULL,                     -- number
    at TEXT NOT NULL,                            -- decided at
    pack TEXT NOT NULL,                          -- regulation pack
    pack_version TEXT NOT NULL,                  -- version of the regulation pack
    level INTEGER NOT NULL,                      -- level by the criteria
    lowest INTEGER NOT NULL,                     -- lowest possible level
    highest INTEGER NOT NULL,                    -- highest possible level
    certain TEXT NOT NULL,                       -- certain
    proposed INTEGER,                            -- proposed level
    person TEXT,                                 -- decided by
    reason TEXT,                                 -- reason for proposing another level
    statement TEXT,                              -- statement
    UNIQUE (parent, number)
) STRICT;

-- criterion of a decision
CREATE TABLE decision_criterion (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES decision (id) ON DELETE RESTRICT, -- the level decision
    component TEXT NOT NULL DEFAULT '',          -- component system
    criterion TEXT NOT NULL,                     -- criterion
    level INTEGER NOT NULL,                      -- level
    met TEXT NOT NULL,                           -- met
    cite TEXT,                                   -- citation
    UNIQUE (parent, component, criterion)
) STRICT;

-- fact of a decision
CREATE TABLE decision_fact (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES decision (id) ON DELETE RESTRICT, -- the level decision
    component TEXT NOT NULL DEFAULT '',          -- component system
    fact TEXT NOT NULL,                          -- question
    value TEXT NOT NULL,                         -- answer
    person TEXT,                                 -- answered by
    evidence TEXT,                               -- evidence
    UNIQUE (parent, component, fact)
) STRICT;

-- action
CREATE TABLE action (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    code TEXT NOT NULL,                          -- code
    state TEXT NOT NULL,                         -- state
    year INTEGER,                                -- year of the assessment it belongs to; empty: of all
    requirement TEXT,                            -- requirement
    scenario TEXT,                               -- scenario
    asset TEXT,                                  -- asset
    due TEXT,                                    -- due
    done TEXT,                                   -- done on
    cost INTEGER,                                -- cost
    title TEXT NOT NULL,                         -- title
    owner TEXT,                                  -- person in charge
    source TEXT,                                 -- source of funds
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- assessment
CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES system (id) ON DELETE RESTRICT, -- the information system
    year INTEGER NOT NULL,                       -- year
    level INTEGER NOT NULL,                      -- level assessed
    pack TEXT NOT NULL,                          -- requirements pack
    pack_version TEXT NOT NULL,                  -- version of the requirements pack
    threats TEXT NOT NULL,                       -- threats pack
    threats_version TEXT NOT NULL,               -- version of the threats pack
    method TEXT NOT NULL,                        -- method pack
    method_version TEXT NOT NULL,                -- version of the method pack
    started TEXT NOT NULL,                       -- started at
    person TEXT,                                 -- started by
    note TEXT,                                   -- note
    UNIQUE (parent, year)
) STRICT;

-- finding
CREATE TABLE finding (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    requirement TEXT NOT NULL,                   -- requirement
    asset TEXT NOT NULL DEFAULT '',              -- asset
    status TEXT NOT NULL,                        -- result
    due TEXT,                                    -- to be done by
    cost INTEGER,                                -- cost
    at TEXT,                                     -- answered at
    current TEXT,                                -- current state
    measure TEXT,                                -- measure
    reason TEXT,                                 -- reason for not applicable
    person TEXT,                                 -- person
    UNIQUE (parent, requirement, asset)
) STRICT;

-- evidence
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES finding (id) ON DELETE RESTRICT, -- the finding
    code TEXT NOT NULL,                          -- code
    size INTEGER,                                -- size in bytes
    sha256 TEXT,                                 -- SHA-256
    attached TEXT,                               -- attached
    date TEXT,                                   -- date
    name TEXT NOT NULL,                          -- name
    place TEXT,                                  -- where it is kept
    file TEXT,                                   -- file name
    note TEXT,                                   -- note
    UNIQUE (parent, code)
) STRICT;

-- answer
CREATE TABLE answer (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    scenario TEXT NOT NULL DEFAULT '',           -- scenario
    question TEXT NOT NULL,                      -- question
    value TEXT NOT NULL,                         -- answer
    at TEXT,                                     -- answered at
    person TEXT,                                 -- answered by
    UNIQUE (parent, scenario, question)
) STRICT;

-- threat rating
CREATE TABLE rating (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    scenario TEXT NOT NULL,                      -- scenario
    likelihood INTEGER,                          -- likelihood by the assessor
    impact INTEGER,                              -- impact by the assessor
    accepted_until TEXT,                         -- accepted until
    accepted_risk INTEGER,                       -- risk when accepted
    accepted_at TEXT,                            -- accepted at
    basis TEXT,                                  -- basis of the rating
    at TEXT,                                     -- rated at
    person TEXT,                                 -- rated by
    reason TEXT,                                 -- reason for another value
    measures TEXT,                               -- existing measures
    consequence TEXT,                            -- consequences
    resources TEXT,                              -- resources
    accepted_by TEXT,                            -- risk accepted by
    accepted_reason TEXT,                        -- reason for accepting
    note TEXT,                                   -- note
    UNIQUE (parent, scenario)
) STRICT;

-- response plan
CREATE TABLE plan (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    scenario TEXT NOT NULL,                      -- scenario
    budget INTEGER,                              -- budget
    approved TEXT,                               -- approved on
    document TEXT,                               -- document number
    lead TEXT,                                   -- who leads the response
    criteria TEXT,                               -- criteria to recognise nature and severity
    first_steps TEXT,                            -- first steps
    cause TEXT,                                  -- finding the cause
    procedure TEXT,                              -- response and recovery
    coordination TEXT,                           -- co-ordination
    people TEXT,                                 -- people
    equipment TEXT,                              -- equipment, software and tools
    note TEXT,                                   -- note
    UNIQUE (parent, scenario)
) STRICT;

-- user
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    login TEXT NOT NULL,                         -- login
    role TEXT NOT NULL,                          -- role
    agency TEXT,                                 -- agency code
    active TEXT,                                 -- active
    name TEXT NOT NULL,                          -- full name
    UNIQUE (login)
) STRICT;

-- setting
CREATE TABLE setting (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    name TEXT NOT NULL,                          -- name
    value TEXT,                                  -- value
    UNIQUE (name)
) STRICT;

-- one row for each change, each sealed by the hash of the one before
CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY,           -- 1, 2, 3 ... without gaps
    at TEXT NOT NULL,                           -- UTC
    person TEXT NOT NULL,                       -- login
    verb TEXT NOT NULL,                         -- add, change, remove, decide, sign ...
    record TEXT NOT NULL,                       -- name of the shape, or what was acted on
    record_id TEXT NOT NULL,                    -- its id, or ''
    detail TEXT NOT NULL,                       -- old and new values
    previous TEXT NOT NULL,                     -- hash of the row before; 64 zeros for the first
    hash TEXT NOT NULL UNIQUE                   -- SHA-256 over all of the above
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit chain is never changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit chain is never shortened'); END;

-- contents of attached evidence, kept once per content
CREATE TABLE attachment (
    sha256 TEXT NOT NULL PRIMARY KEY,           -- of the content
    size INTEGER NOT NULL,                      -- bytes
    content BLOB NOT NULL
) STRICT;
