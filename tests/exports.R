# SPDX-License-Identifier: Apache-2.0
# Rows that R reads of the exports in a folder: Rscript exports.R FOLDER
#
# Base R's read.delim() and read.csv() as users call them; readr, where it is installed, as the
# packages `icews` (read_events_tsv) and `events` (read_petrarch, on Phoenix files) call it. A warning
# is an error: readr warns of what it reads as NA.
options(warn = 2)
folder <- commandArgs(trailingOnly = TRUE)[1]
path <- function(form) file.path(folder, paste0("export.", form))
tell <- function(form, rows) cat(form, "\t", rows, "\n", sep = "")

plain <- function(form, header) {
  read.delim(path(form), header = header, colClasses = "character", na.strings = "")
}
columns <- c(gdelt1 = 58, gdelt2 = 61, "gdelt2-mentions" = 16, phoenix = 26)
for (form in names(columns)) {
  rows <- plain(form, FALSE)
  stopifnot(ncol(rows) == columns[[form]])
  tell(form, nrow(rows))
}
for (form in c("icews", "polecat")) tell(form, nrow(plain(form, TRUE)))
tell("csv", nrow(read.csv(path("csv"), colClasses = "character")))

if (requireNamespace("readr", quietly = TRUE)) {
  library(readr)
  kinds <- cols(.default = col_character(), `Event ID` = col_integer(),
                `Event Date` = col_date(format = ""), Intensity = col_double(),
                `Story ID` = col_integer(), `Sentence Number` = col_integer(),
                Latitude = col_double(), Longitude = col_double())
  rows <- read_tsv(path("icews"), col_types = kinds, quote = "")
  stopifnot(nrow(problems(rows)) == 0, !anyNA(rows$`Event ID`), !anyNA(rows$`Story ID`))
  tell("icews", nrow(rows))
  kinds <- rep("_", 26)
  kinds[c(2, 6, 10, 14)] <- "c"
  kinds[17] <- "d"
  rows <- read_tsv(path("phoenix"), col_names = c("date", "source", "target", "code", "score"),
                   col_types = paste0(kinds, collapse = ""))
  stopifnot(nrow(problems(rows)) == 0, !anyNA(as.Date(rows$date, format = "%Y%m%d")))
  tell("phoenix", nrow(rows))
}
