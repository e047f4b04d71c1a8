-- 0003-regimes.sql: what tells under which of two legal regimes a system stands, and recurring duties.

-- recurring duty carried out
CREATE TABLE task (
    id TEXT NOT NULL PRIMARY KEY,                -- UUID
    parent TEXT NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT, -- the assessment
    requirement TEXT NOT NULL,                   -- requirement
    number INTEGER NOT NULL,                     -- which time of the year
    done TEXT,                                   -- done on
    planned TEXT,                                -- planned for
    person TEXT,                                 -- person in charge
    document TEXT,                               -- document number
    result TEXT,                                 -- result
    note TEXT,                                   -- note
    UNIQUE (parent, requirement, number)
) STRICT;

-- information system
ALTER TABLE system ADD COLUMN project_start TEXT;          -- investment project begun on
ALTER TABLE system ADD COLUMN in_build TEXT;               -- being invested in or built when the new law took effect
ALTER TABLE system ADD COLUMN dossier_filed TEXT;          -- level dossier under the earlier regulation filed on
ALTER TABLE system ADD COLUMN redetermine TEXT;            -- the level must be determined again
ALTER TABLE system ADD COLUMN regime_choice TEXT;          -- regulation chosen where no text decides
ALTER TABLE system ADD COLUMN approval_basis TEXT;         -- regulation pack the approval rests on
ALTER TABLE system ADD COLUMN readiness_assessed TEXT;     -- date of the assessment before use
ALTER TABLE system ADD COLUMN security_list TEXT;          -- list of systems important to national security
ALTER TABLE system ADD COLUMN readiness_report TEXT;       -- number of the report of the assessment before use
ALTER TABLE system ADD COLUMN redetermine_reason TEXT;     -- why the level must be determined again
ALTER TABLE system ADD COLUMN security_criterion TEXT;     -- criterion of national security it meets

-- asset
ALTER TABLE asset ADD COLUMN security_product TEXT;        -- security product
ALTER TABLE asset ADD COLUMN in_use_since TEXT;            -- in use since

-- incident
ALTER TABLE incident ADD COLUMN detailed TEXT;             -- report with cause, scope and remedy sent at

-- finding
ALTER TABLE finding ADD COLUMN crossed_from TEXT;          -- proposed from these requirements of the earlier checklist
