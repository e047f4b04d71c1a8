/*
 * report_priv.h - what the sheets of a workbook share: the book, a sheet that grows row by row,
 * cells.
 *
 * A sheet is written from the top down. The cells of a row are collected first and written when
 * the row ends, because only then is its height known: nothing that stands in a cell may be cut on
 * screen or on paper. Texts given to a cell must live until its row ends.
 */
#ifndef CAPDO_REPORT_PRIV_H
#define CAPDO_REPORT_PRIV_H

#include <xlsxwriter.h>

#include "capdo/app.h"

/* How a cell looks. The five of a finding stand in the order of enum finding. */
enum style {
	STYLE_MET, STYLE_PARTIAL, STYLE_UNMET, STYLE_NOT_APPLICABLE, STYLE_UNASSESSED,
	STYLE_TEXT, STYLE_CENTRE, STYLE_BOLD, STYLE_NUMBER, STYLE_MONEY, STYLE_DAY, STYLE_TIME,
	STYLE_HEAD, STYLE_GROUP, STYLE_SUBGROUP, STYLE_LABEL, STYLE_KEY, STYLE_TOTAL,
	    STYLE_TOTAL_NUMBER,
	STYLE_HINT, STYLE_EMPTY,
	STYLE_TITLE, STYLE_SUBTITLE, STYLE_SECTION, STYLE_SAMPLE, STYLE_NATION, STYLE_MOTTO,
	    STYLE_UNIT,
	STYLE_PLAIN, STYLE_NOTE, STYLE_SIGN, STYLE_SIGN_NOTE, STYLE_SIGN_BLOCK,
	STYLE_INPUT, STYLE_INPUT_DAY, STYLE_INPUT_MONEY,        /* to be filled in by hand */
	STYLES
};

enum { COLUMNS_MOST = 48, SHADES_MOST = 8, LEADS_MOST = 3, CODES_MOST = 16 };

struct shade {                          /* a centred cell in a colour of the method pack */
	unsigned colour;
	lxw_format *format;
};

/* What a workbook is written from, besides its view. */
struct source {
	const struct pack_set *packs;
	const char *today;              /* ISO day */
	const struct node *agency;      /* may be NULL */
	/* while two legal regimes stand side by side, else NULL: of the system, or of the agency's
	 * systems linked by ->next; and the system's decision under both */
	const struct node *regime, *sides;
};

struct report {
	lxw_workbook *book;
	struct arena *mem;
	const struct source *source;
	const char *subject;            /* what every sheet says it is about */
	const char *year;               /* NULL: none */
	bool sample;
	bool streaming;                 /* rows leave memory when they end */
	size_t bytes;                   /* the cells take on disk while the file is made, about */
	int rc;                         /* first failure of the library: an lxw_error */
	lxw_format *format[STYLES];
	struct shade shade[SHADES_MOST];
	size_t shades;
};

enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_FORMULA };
struct cell {
	lxw_col_t first, last;
	enum cell_kind kind;
	enum style style;
	lxw_format *format;
	const char *text;               /* formula: without value */
	double number;
};

struct sheet {
	struct report *report;
	lxw_worksheet *paper;
	const char *name;
	lxw_row_t row;                  /* that is being filled */
	lxw_col_t columns;
	double width[COLUMNS_MOST];     /* in characters */
	struct cell cell[COLUMNS_MOST];
	size_t cells;
	double least;                   /* height of the row, in points, at least */
	lxw_row_t head;                 /* of the table with the filter */
	bool filter;
};

/* ---- format.c: looks ------------------------------------------------------------------------- */

void formats_make(struct report *report);
/* A format with this colour, made when first asked for. */
lxw_format *format_shade(struct report *report, unsigned colour);
double style_size(enum style style);            /* of the letters, in points */
bool style_bold(enum style style);

/* ---- measure.c: how much room a text takes --------------------------------------------------- */

/* Lines a text needs in a column of so many characters at a letter size. */
size_t text_lines(const char *text, double width, double size, bool bold);
/* Upper case for headings: Latin and Vietnamese letters. */
char *text_upper(struct arena *arena, const char *text);
/* The first letter only: labels of fields begin cells. */
char *text_capital(struct arena *arena, const char *text);

/* ---- book.c: the file ------------------------------------------------------------------------ */

typedef void report_fill(struct report *report, const void *paper);
/* Makes the workbook, lets fill write its sheets and puts it at path, whole. cells: roughly how
 * many. */
int report_write(const char *path, const struct source *source, const char *title, size_t cells,
    report_fill *fill, const void *paper, struct err *err);

/* ---- sheet.c: rows and cells ----------------------------------------------------------------- */

/* A new sheet with columns of these widths and its first rows: sample mark, title, subject. */
struct sheet *sheet_new(struct report *report, const char *name, const char *title,
    const double *width,
    size_t columns);
/* The same without title rows, for the first sheet with its national heading. */
struct sheet *sheet_bare(struct report *report, const char *name, const double *width,
    size_t columns);
/* Print area, filter; after the last row. */
void sheet_end(struct sheet *sheet);

void cell_text(struct sheet *sheet, size_t column, enum style style, const char *text);
void cell_span(struct sheet *sheet, size_t first, size_t last, enum style style, const char *text);
void cell_number(struct sheet *sheet, size_t column, enum style style, int64_t number);
/* A dash for what is not known: 0. */
void cell_known(struct sheet *sheet, size_t column, int number);
void cell_formula(struct sheet *sheet, size_t column, enum style style, const char *formula,
    int64_t value);
/* The same over several columns. */
void cell_formula_span(struct sheet *sheet, size_t first, size_t last, enum style style,
    const char *formula, int64_t value);
void cell_day(struct sheet *sheet, size_t column, const char *iso);             /* NULL: empty */
void cell_time(struct sheet *sheet, size_t column, const char *utc);            /* NULL: empty */
void cell_finding(struct sheet *sheet, size_t column, enum finding finding);
/* Text or number in the colour of a band; band NULL: a dash. */
void cell_band(struct sheet *sheet, size_t column, const struct band *band);
void cell_shade(struct sheet *sheet, size_t first, size_t last, unsigned colour, const char *text);
/* Columns of the row that have no cell yet get an empty one with borders. */
void cells_fill(struct sheet *sheet, size_t first, size_t last);
void row_end(struct sheet *sheet);
void row_skip(struct sheet *sheet);
void row_at_least(struct sheet *sheet, double points);
/* One cell over the whole width. */
void row_text(struct sheet *sheet, enum style style, const char *text);
void row_section(struct sheet *sheet, const char *text);
/* The heading of a table; filter: the one whose rows repeat on paper, stay in sight and can be
 * filtered. */
void row_head(struct sheet *sheet, const char *const *head, size_t count, bool filter);
void sheet_filter_end(struct sheet *sheet);     /* the row before was the table's last */
char *cell_name(struct arena *arena, lxw_row_t row, size_t column);     /* "C7" */

/* ---- page.c: what official paper looks like -------------------------------------------------- */

void page_heading(struct sheet *sheet, const char *title, const char *subtitle);
void page_signatures(struct sheet *sheet);

/* ---- value.c: values as people read them ----------------------------------------------------- */

/* The text of one value: codes by their label, days and times the way people write them. */
const char *value_show(const struct report *report, const struct field *field, const char *value);
const char *time_show(const struct report *report, const char *utc);
/* "Việc 5/1.000": thousandths, a dash below 0. */
const char *score_show(const struct report *report, int value);
const char *finding_label(enum finding finding);        /* in the language in use */
const char *truth_label(enum truth truth);
const char *scope_label(const char *scope);
const char *yesno_label(bool yes);
/* name (code): what a code of a pack stands for; the code alone when the pack does not know it. */
const char *named(struct arena *arena, const char *name, const char *code);
/* "words [secondary]" when the text is not confirmed. */
const char *with_status(struct arena *arena, const char *text, enum status status);

/* ---- table.c: records of any shape as a table ------------------------------------------------ */

struct lead {                           /* a column before the fields: not of the shape */
	const char *head;
	double width;
	const char **text;              /* by record */
};
struct records {
	const struct node *const *node;
	size_t count;
	const struct shape *shape;
	struct lead lead[LEADS_MOST];
	size_t leads;
	bool after;                     /* they stand after the fields */
	const struct pack *pack[4];     /* whose names stand beside codes; NULL: none */
};
/* A sheet with one table of records. Columns without any value are left out, and the line below
 * the table says which. */
void records_sheet(struct report *report, const char *name, const char *title,
    const struct records *records);
/* The children of a node as an array. */
const struct node **nodes_of(struct report *report, const struct node *parent, const char *shape,
    size_t *count);
/* The same over many parents; lead text is what key gives for each parent. */
struct gather {
	const struct node **node;
	const char **of;                /* the parent's name, by record */
	size_t count, room, of_room;
};
void gather_add(struct gather *into, struct report *report, const struct node *parent,
    const char *shape,
    const char *name);
/* Label and value, two pairs a row; notes over the whole width. fields from first to before last.
 * */
void pairs(struct sheet *sheet, const struct node *node, size_t first, size_t last);
void pair_row(struct sheet *sheet, const char *label, const char *text);

/* ---- lookup.c: finding things without searching ---------------------------------------------- */

struct findings {                       /* of one assessment, by requirement and asset */
	const struct node **at;
	size_t count;
	int requirement, asset, status;         /* indexes of fields */
};
struct findings *findings_sort(struct report *report, const struct node *assessment);
/* Those of one requirement: the first and how many; asset "" comes first. */
const struct node *const *findings_of(const struct findings *findings, const char *requirement,
    size_t *count);
const struct node *finding_for(const struct findings *findings, const char *requirement,
    const char *asset);
/* Children of a shape by their code. */
struct codes;
struct codes *codes_sort(struct report *report, const struct node *parent, const char *shape);
const struct node *codes_find(const struct codes *codes, const char *code);     /* NULL: none */
const struct assessment_view *assessment_of(const struct system_view *view, const char *year);
const struct assessment_view *assessment_newest(const struct system_view *view);
/* Highest current (or gross) risk; NULL: none is rated. */
const struct risk *risk_worst(const struct assessment_view *view);
const char *system_name(const struct system_view *view);
size_t tree_size(const struct node *node);      /* values it can hold */

/* Counts of scenarios by band: [0] gross, [1] current, [2] target; the last column those not
 * rated. */
struct spread {
	size_t count[3][SHADES_MOST];
	size_t unrated;
};
void spread_add(struct spread *spread, const struct assessment_view *view);
void spread_table(struct sheet *sheet, const struct spread *spread, const struct method *method,
    const size_t *edge);

/* ---- the sheets ------------------------------------------------------------------------------ */

struct system_paper {                   /* what the sheets of a system's workbook are about */
	const struct system_view *view;
	const struct assessment_view *year;     /* NULL: no assessment */
	struct findings *findings;              /* NULL: no assessment */
};
/* "carried over from 2025, to be confirmed"; NULL: the answer is this year's own. assessment is
 * the one the answer belongs to. */
const char *carried_mark(struct arena *arena, const struct node *assessment,
    const struct node *answer);
/* The two workbooks without app.h: what report.h promises. */
int report_write_system(const char *path, const struct source *source,
    const struct system_view *view,
    const char *year, struct err *err);
int report_write_agency(const char *path, const struct source *source,
    const struct agency_view *view,
    const char *year, struct err *err);
void system_overview(struct report *report, const struct system_paper *paper);
void system_level_sheets(struct report *report, const struct system_paper *paper);
void system_proposals(struct report *report, const struct system_paper *paper);
void system_checklist(struct report *report, const struct system_paper *paper);
void system_findings(struct report *report, const struct system_paper *paper);
void system_assets(struct report *report, const struct system_paper *paper);
void system_grid(struct report *report, const struct system_paper *paper);
void system_matrix(struct report *report, const struct system_paper *paper);
void system_register(struct report *report, const struct system_paper *paper);
void system_plans(struct report *report, const struct system_paper *paper);
void system_actions(struct report *report, const struct system_paper *paper);
void system_charts(struct report *report, const struct system_paper *paper);
void system_comments(struct report *report, const struct system_paper *paper);

struct agency_paper {
	const struct agency_view *view;
	const struct node *year;                /* NULL: none */
	const char *before;                     /* the year before, as text; NULL: none */
	const struct assessment_view **now, **past;     /* by system; NULL: none */
};
const char *agency_newest_year(const struct agency_view *view);         /* NULL: none */
void agency_overview(struct report *report, const struct agency_paper *paper);
void agency_systems(struct report *report, const struct agency_paper *paper);
void agency_groups(struct report *report, const struct agency_paper *paper);
void agency_obligations(struct report *report, const struct agency_paper *paper);
void agency_risks(struct report *report, const struct agency_paper *paper);
void agency_year_records(struct report *report, const struct agency_paper *paper);
void agency_actions(struct report *report, const struct agency_paper *paper);
void agency_compare(struct report *report, const struct agency_paper *paper);
void agency_comments(struct report *report, const struct agency_paper *paper);

/* ---- two legal regimes side by side ---------------------------------------------------------- */

/* Is the year one in which the two stand side by side? The newest change of regime tells. */
bool regime_year(const struct pack_set *packs, const char *year);
const struct transition *transition_find(const struct pack *regulation, const char *id);
/* "T1: level kept" */
const char *transition_words(struct arena *mem, const struct pack *regulation, const char *id);
enum status status_of(const char *code);        /* of a computed record's field source */
/* "to be verified (from a third party's reading)"; what is confirmed says only that. */
const char *source_words(struct arena *mem, enum status status);
const char *source_short(enum status status);   /* the same in few words, for many rows */
void system_regimes(struct report *report, const struct system_paper *paper);
void agency_regimes(struct report *report, const struct agency_paper *paper);
/* A sheet with the regime of each system, linked by ->next: rule, packs, what falls due. */
void regimes_sheet(struct report *report, const struct pack *regulation, const struct node *first);
/* The recurring duties of the year. */
void system_tasks(struct report *report, const struct system_paper *paper);
void agency_tasks(struct report *report, const struct agency_paper *paper);

/* Packs used, what is doubtful in them, what each number means. Packs given twice are shown once.
 * */
struct used_pack {
	const char *id, *version;               /* as the records have them */
};
/* The regulation that lays the change of regimes down. */
struct used_pack regime_pack(const struct report *report);
/* Begins a sheet with the packs and their doubts; sources_line adds label and text. */
struct sheet *sources_open(struct report *report, const char *name, const struct used_pack *used,
    size_t count);
void sources_line(struct sheet *sheet, const char *label, const char *text);
void sources_sheet(struct report *report, const struct used_pack *used, size_t count);

#endif
