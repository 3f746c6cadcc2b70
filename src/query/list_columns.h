/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_QUERY_LIST_COLUMNS_H
#define CMQ_QUERY_LIST_COLUMNS_H

/* Short names for the tables of columns that lists are made from: for a file that defines one. */

#include "query/question.h"

#define COUNT(array) (unsigned)(sizeof(array) / sizeof *(array))

#define TEXT    CMQ_COLUMN_TEXT
#define DAY     CMQ_COLUMN_DAY
#define LIST    CMQ_COLUMN_LIST
#define INTEGER CMQ_COLUMN_INTEGER

#endif
