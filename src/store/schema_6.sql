-- SPDX-License-Identifier: Apache-2.0
-- Version 6: what is asked for page by page is found without reading what it is not about.

-- Newest first, index alone; with who published it, for coverage.
DROP INDEX reports_by_date;
CREATE INDEX reports_by_date ON reports (date, id, is_current, publisher);
CREATE INDEX reports_not_current ON reports (report) WHERE NOT is_current;

-- Who is in how many reports, and whether few or many are meant.
CREATE INDEX actors_by_name ON actors (name, code, country, sectors);
CREATE INDEX actors_by_country ON actors (country) WHERE country IS NOT NULL;
CREATE INDEX actors_by_code ON actors (code) WHERE code IS NOT NULL;
