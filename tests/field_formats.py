# SPDX-License-Identifier: Apache-2.0
"""The field's formats as their own readers take them, for tests/exports.py.

Columns are those of the published descriptions: GDELT's codebooks of 1.0 and 2.0 and the header
files of gdeltPyR, the Dataverse pages of ICEWS and POLECAT, the Phoenix pipeline's postprocess.py,
PETRARCH2's PETRwriter.py, PLOVER's manual 2.0. Types are those that gdeltPyR (pandas) and the R
packages `icews` and `events` ask for. Nothing here knows how Communique writes.

A reader gives rows as dicts, each with what formats share under one name: `day` (ISO), `told` where
the format has it, `code`, `source`, `target`, `report`; what a side is called depends on the
format."""

import csv
import datetime
import json
import re

ACTOR = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
         "Religion2Code", "Type1Code", "Type2Code", "Type3Code"]


def gdelt_columns(version):
    place = ["Type", "FullName", "CountryCode", "ADM1Code"]
    place += (["ADM2Code"] if version == 2 else []) + ["Lat", "Long", "FeatureID"]
    return (["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
            + ["Actor1" + name for name in ACTOR] + ["Actor2" + name for name in ACTOR]
            + ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
               "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"]
            + [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in place]
            + ["DATEADDED", "SOURCEURL"])


MENTIONS = ["GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType",
            "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
            "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen",
            "MentionDocTone", "MentionDocTranslationInfo", "Extras"]
PHOENIX = ["EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity",
           "SourceActorRole", "SourceActorAttribute", "TargetActorFull", "TargetActorEntity",
           "TargetActorRole", "TargetActorAttribute", "EventCode", "EventRootCode", "PentaClass",
           "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode",
           "SentenceID", "URLs", "NewsSources"]
PETRARCH2 = ["date", "source", "target", "code", "issues", "ids", "url", "story_source"]
ICEWS = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country",
         "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
         "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
         "Province", "Country", "Latitude", "Longitude"]


def polecat_side(side):
    return [f"{side} Name", f"{side} Country", f"{side} COW", f"Primary {side} Sector",
            f"{side} Sectors", f"{side} Title", f"{side} Name Raw", f"Wikipedia {side} ID"]


POLECAT = (["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code",
            "Contexts"] + polecat_side("Actor") + polecat_side("Recipient")
           + ["Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
              "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
              "Story People", "Story Organizations", "Story Locations", "Language", "Version"])

# Members that PLOVER's manual knows, of an event and of its objects.
PLOVER = {
    "": "id has_event date time enddate endtime actor recipient event event_loc event_text "
        "quad_code event_scale mode context link text text_info cite_info coder coded_date "
        "coded_time comment",
    "actor": "code sector entity_text identifier_id identifier_text religion ethnicity office "
             "gender age",
    "text_info": "sequence start end text_story",
    "cite_info": "corpus citation url title language publication license copyright coder codebook "
                 "version",
    "event_loc": "extracted_place resolved_place geonameid lat lon city district province country "
                 "country_code feature_class feature_code resolution"}

# What a reader makes a number of: R's integers have 32 bits, pandas' and SQL's 64.
WHOLE = r"-?\d+"
DECIMAL = r"-?\d+(\.\d+)?"


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def lines_of(path):
    """Lines end with a line feed alone: other line ends would part rows for some readers."""
    text = path.read_text(encoding="utf-8")
    check("\r" not in text and "\0" not in text, f"{path.name}: a control character")
    check(text == "" or text.endswith("\n"), f"{path.name}: the last line has no end")
    return text.split("\n")[:-1]


def table(path, columns, header):
    """Rows of a tab-separated file. readr, pandas and read.delim take a field that begins with a
    quotation mark for a quoted one and may run on over the lines behind it."""
    lines = lines_of(path)
    if header:
        check(lines.pop(0).split("\t") == columns, f"{path.name}: another header")
    rows = []
    for line in lines:
        check('"' not in line, f"{path.name}: a quotation mark")
        fields = line.split("\t")
        check(len(fields) == len(columns), f"{path.name}: {len(fields)} columns")
        rows.append(dict(zip(columns, fields)))
    return rows


def has_form(rows, form, *columns, empty=True):
    for row in rows:
        for name in columns:
            check(re.fullmatch(form, row[name]) or (empty and row[name] == ""),
                  f"{name} is {row[name]!r}")


def iso(day):
    """From YYYYMMDD, which must be a day of the calendar."""
    return datetime.date(int(day[:4]), int(day[4:6]), int(day[6:8])).isoformat()


def gdelt(path, version):
    rows = table(path, gdelt_columns(version), header=False)
    has_form(rows, WHOLE, "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent",
             "QuadClass", "NumMentions", "NumSources", "NumArticles", "Actor1Geo_Type",
             "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED", empty=False)
    has_form(rows, DECIMAL, "GoldsteinScale", "ActionGeo_Lat", "ActionGeo_Long", "AvgTone")
    has_form(rows, r"\d{4}\.\d{1,4}|\d{4}", "FractionDate", empty=False)
    has_form(rows, "[01]", "IsRootEvent", empty=False)
    has_form(rows, "[1-4]", "QuadClass", empty=False)
    has_form(rows, "[0-5]", "ActionGeo_Type", empty=False)
    has_form(rows, "[A-Z]{3}", "Actor1CountryCode", "Actor2CountryCode", "Actor1Type1Code")
    has_form(rows, "[A-Z]{2}", "ActionGeo_CountryCode")
    for row in rows:
        added = row["DATEADDED"]
        check(len(added) == (14 if version == 2 else 8), f"DATEADDED is {added}")
        check(row["MonthYear"] == row["SQLDATE"][:6] and row["Year"] == row["SQLDATE"][:4],
              "the dates of a row differ")
        row.update(number=row["GLOBALEVENTID"], day=iso(row["SQLDATE"]), told=iso(added),
                   code=row["EventCode"], source=row["Actor1Code"], target=row["Actor2Code"],
                   report=row["SOURCEURL"])
    return rows


def mentions(path):
    rows = table(path, MENTIONS, header=False)
    has_form(rows, WHOLE, "GLOBALEVENTID", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
             "ActionCharOffset", "MentionDocLen", empty=False)
    has_form(rows, r"\d{14}", "EventTimeDate", "MentionTimeDate", empty=False)
    has_form(rows, "[1-6]", "MentionType", empty=False)
    has_form(rows, "[01]", "InRawText", empty=False)
    has_form(rows, "[1-9]0|100", "Confidence", empty=False)
    for row in rows:
        check(int(row["SentenceID"]) >= 1, "sentences count from 1")
        check(row["EventTimeDate"] <= row["MentionTimeDate"], "mentioned before it was known")
        row.update(number=row["GLOBALEVENTID"], day=iso(row["EventTimeDate"]),
                   told=iso(row["MentionTimeDate"]), report=row["MentionIdentifier"])
    return rows


def phoenix(path):
    rows = table(path, PHOENIX, header=False)
    has_form(rows, r"\d+_v.+", "EventID", empty=False)
    has_form(rows, "[0-4]", "PentaClass", empty=False)
    has_form(rows, DECIMAL, "GoldsteinScore", "Lat", "Lon")
    has_form(rows, "[A-Z]{3}|---", "SourceActorEntity", "TargetActorEntity", empty=False)
    has_form(rows, "GOV|MIL|REB|OPP|PTY|COP|JUD|SPY|MED|EDU|BUS|CRM|CVL", "SourceActorRole",
             "TargetActorRole")
    for row in rows:
        check(row["Date"] == row["Year"] + row["Month"] + row["Day"], "the dates of a row differ")
        report, number = row["SentenceID"].rsplit("_", 1)
        check(int(number) >= 1, "sentences count from 1")
        row.update(number=row["EventID"], day=iso(row["Date"]), code=row["EventCode"],
                   source=row["SourceActorFull"].replace("---", ""),
                   target=row["TargetActorFull"].replace("---", ""), report=report)
    return rows


def petrarch2(path):
    """The column of URLs is left out of the rows of a report without one."""
    rows = []
    for line in lines_of(path):
        fields = line.split("\t")
        check(len(fields) in (7, 8), f"{len(fields)} columns")
        columns = [name for name in PETRARCH2 if name != "url" or len(fields) == 8]
        row = dict(zip(columns, fields))
        row.update(day=iso(row["date"]), report=row["ids"].rsplit("_", 1)[0],
                   source=row["source"].replace("---", ""),
                   target=row["target"].replace("---", ""))
        rows.append(row)
    return rows


def icews(path):
    """`icews` reads both ids with readr's col_integer(): a larger number becomes NA."""
    rows = table(path, ICEWS, header=True)
    has_form(rows, WHOLE, "Event ID", "Story ID", "Sentence Number", empty=False)
    has_form(rows, r"\d{4}-\d\d-\d\d", "Event Date", empty=False)
    has_form(rows, DECIMAL, "Intensity", "Latitude", "Longitude")
    for row in rows:
        check(0 <= int(row["Event ID"]) < 2 ** 31 and 0 <= int(row["Story ID"]) < 2 ** 31,
              "an id that R reads as NA")
        row.update(number=row["Event ID"], day=iso(row["Event Date"].replace("-", "")),
                   code=row["CAMEO Code"], source=row["Source Name"], target=row["Target Name"],
                   report=row["Story ID"])
    return rows


def polecat(path):
    rows = table(path, POLECAT, header=True)
    has_form(rows, r"\d{4}-\d\d-\d\d", "Event Date", "Publication Date", empty=False)
    has_form(rows, DECIMAL, "Intensity", "Latitude", "Longitude")
    has_form(rows, "(VERBAL|MATERIAL) (COOPERATION|CONFLICT)", "Quad Code")
    for row in rows:
        row.update(day=row["Event Date"], told=row["Publication Date"], code=row["Event Type"],
                   source=row["Actor Name"], target=row["Recipient Name"])
    return rows


def plover(path):
    """Required members: id, date, actor, event. What both sides do has no recipient."""
    rows = [json.loads(line) for line in lines_of(path)]
    for row in rows:
        check(all(name in row for name in ("id", "date", "actor", "event")), "a member is missing")
        objects = [("actor", side) for side in row["actor"] + row.get("recipient", [])]
        objects += [(name, row.get(name, {})) for name in ("text_info", "cite_info", "event_loc")]
        objects.append(("", row))
        for name, members in objects:
            check(set(members) <= set(PLOVER[name].split()), f"members of {name}: {members}")
        row.update(day=row["date"], code=row["event"][0] or "", number=row["id"],
                   report=row["cite_info"]["citation"])
    return rows


def own_csv(path):
    """RFC 4180."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    for row in rows:
        check(None not in row and None not in row.values(), "a row of another length")
        row.update(code=row["cameo"], number=row["event"])
    return rows


def arrow(path):
    """Rows as those of CSV, values as text; None without pyarrow."""
    try:
        import pyarrow.ipc
    except ImportError:
        return None
    with pyarrow.ipc.open_stream(str(path)) as stream:
        held = stream.read_all()
    held.validate(full=True)
    rows = [{name: "" if value is None else value for name, value in row.items()}
            for row in held.to_pylist()]
    for row in rows:
        row.update(told=str(row["told"]), code=row["cameo"], number=row["event"])
    return rows


READERS = {
    "gdelt1": lambda path: gdelt(path, 1),
    "gdelt2": lambda path: gdelt(path, 2),
    "gdelt2-mentions": mentions,
    "phoenix": phoenix,
    "petrarch2": petrarch2,
    "icews": icews,
    "polecat": polecat,
    "plover": plover,
    "csv": own_csv,
    "arrow": arrow,
}
