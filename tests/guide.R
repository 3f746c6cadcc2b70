# SPDX-License-Identifier: Apache-2.0
# What a guide for users of R shows is what happens: runs its ```console and ```r blocks in turn in this folder
# and compares what they print. In a block for R that is what stands behind "#> ".
#   Rscript tests/guide.R GUIDE
guide <- readLines(commandArgs(trailingOnly = TRUE)[1], encoding = "UTF-8")
options(width = 100, keep.source = TRUE)
count <- 0
bad <- FALSE

compare <- function(what, wanted, printed) {
  count <<- count + 1
  if (!identical(wanted, printed)) {
    bad <<- TRUE
    cat("guide: ", what, "\n", paste("<", wanted, "\n"), paste(">", printed, "\n"), sep = "")
  }
}

# "$ " begins a command, "> " goes on with it, what follows is printed.
run_console <- function(lines) {
  begins <- grep("^\\$ ", lines)
  for (i in seq_along(begins)) {
    end <- if (i < length(begins)) begins[i + 1] - 1 else length(lines)
    of <- lines[begins[i]:end]
    is_command <- grepl("^[$>]( |$)", of)
    command <- paste(substring(of[is_command], 3), collapse = "\n")
    writeLines(command, "command.sh")
    printed <- suppressWarnings(system2("sh", "command.sh", stdout = TRUE, stderr = TRUE))
    compare(command, of[!is_command], as.character(printed))
  }
}

run_r <- function(lines) {
  is_output <- grepl("^#>", lines)
  code <- ifelse(is_output, "", lines)
  parsed <- parse(text = code, keep.source = TRUE)
  at <- vapply(attr(parsed, "srcref"), function(place) as.integer(place)[3], 0L)
  for (i in seq_along(parsed)) {
    printed <- capture.output({
      value <- withVisible(eval(parsed[i], globalenv()))
      if (value$visible) print(value$value)
    })
    last <- if (i < length(parsed)) as.integer(attr(parsed, "srcref")[[i + 1]])[1] - 1 else length(lines)
    shown <- seq_len(length(lines)) > at[i] & seq_len(length(lines)) <= last & is_output
    compare(paste(deparse(parsed[[i]]), collapse = "\n"),
            sub("^#> ?", "", lines[shown]), sub(" +$", "", printed))
  }
}

fences <- grep("^```", guide)
for (i in seq(1, length(fences), by = 2)) {
  block <- guide[seq_len(fences[i + 1] - fences[i] - 1) + fences[i]]
  if (guide[fences[i]] == "```console") run_console(block)
  if (guide[fences[i]] == "```r") run_r(block)
}
cat(count, "commands\n")
quit(status = if (bad || count == 0) 1 else 0)
