-- SPDX-License-Identifier: Apache-2.0
-- Version 5: which ontology the codings are of.

-- The id of an own ontology; none for the one built in. Codings of all runs are of the same.
ALTER TABLE runs ADD COLUMN ontology TEXT;

-- Two processes may begin a store at once: the second is refused here.
CREATE TRIGGER runs_of_one_ontology BEFORE INSERT ON runs
WHEN EXISTS (SELECT 1 FROM runs WHERE ontology IS NOT NEW.ontology)
BEGIN
    SELECT RAISE(ABORT, 'its codings are of another ontology: use another store');
END;
