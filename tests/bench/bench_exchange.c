/*
 * XML of 1000 systems against bare xmlTextWriter writing the same elements, attributes and texts.
 *
 * What ours wrote is read once into a list of events, which the bare writer then writes again.
 */
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

#include "bench.h"
#include "capdo/exchange.h"
#include "world.h"

enum event_kind { EVENT_START, EVENT_ATTRIBUTE, EVENT_TEXT, EVENT_END };

struct event {
	enum event_kind kind;
	const xmlChar *name;
	xmlChar *value;
};

struct work {
	struct world world;
	struct agency_view *agency;
	struct exchange_info info;
	struct event *event;
	size_t count, room;
	xmlDict *names;
	char ours[64], bare[64];
};

static void ours(void *context, int round)
{
	struct work *work = context;
	struct err err;

	(void)round;
	world_must(exchange_write(work->ours, &work->info, work->agency->node, &err), &err);
}

static void add(struct work *work, enum event_kind kind, const xmlChar *name, const xmlChar *value)
{
	if (work->count == work->room) {
		work->room = work->room ? 2 * work->room : 65536;
		work->event = realloc(work->event, work->room * sizeof(*work->event));
	}
	work->event[work->count++] = (struct event){ kind,
		name ? xmlDictLookup(work->names, name, -1) : NULL,
		value ? xmlStrdup(value) : NULL };
}

static void take(struct work *work)
{
	xmlTextReader *reader = xmlReaderForFile(
	    work->ours, NULL, XML_PARSE_NOBLANKS | XML_PARSE_NONET | XML_PARSE_HUGE);

	while (xmlTextReaderRead(reader) == 1) {
		bool empty = xmlTextReaderIsEmptyElement(reader);

		switch (xmlTextReaderNodeType(reader)) {
		case XML_READER_TYPE_ELEMENT:
			add(work, EVENT_START, xmlTextReaderConstName(reader), NULL);
			while (xmlTextReaderMoveToNextAttribute(reader) == 1)
				add(work, EVENT_ATTRIBUTE, xmlTextReaderConstName(reader),
				    xmlTextReaderConstValue(reader));
			if (empty)
				add(work, EVENT_END, NULL, NULL);
			break;
		case XML_READER_TYPE_TEXT:
			add(work, EVENT_TEXT, NULL, xmlTextReaderConstValue(reader));
			break;
		case XML_READER_TYPE_END_ELEMENT:
			add(work, EVENT_END, NULL, NULL);
			break;
		}
	}
	xmlFreeTextReader(reader);
}

static void bare(void *context, int round)
{
	struct work *work = context;
	xmlTextWriterPtr writer = xmlNewTextWriterFilename(work->bare, 0);

	(void)round;
	xmlTextWriterSetIndent(writer, 1);
	xmlTextWriterSetIndentString(writer, BAD_CAST "  ");
	xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
	for (size_t i = 0; i < work->count; i++) {
		const struct event *event = &work->event[i];

		switch (event->kind) {
		case EVENT_START:
			xmlTextWriterStartElement(writer, event->name);
			break;
		case EVENT_ATTRIBUTE:
			xmlTextWriterWriteAttribute(writer, event->name, event->value);
			break;
		case EVENT_TEXT:
			xmlTextWriterWriteString(writer, event->value);
			break;
		case EVENT_END:
			xmlTextWriterEndElement(writer);
			break;
		}
	}
	xmlTextWriterEndDocument(writer);
	xmlFreeTextWriter(writer);
}

int main(void)
{
	struct work work = { .names = xmlDictCreate() };
	struct arena *arena = arena_new();
	struct err err;

	world_make(&work.world, 1000);
	world_path(&work.world, "ours.xml", work.ours, sizeof(work.ours));
	world_path(&work.world, "bare.xml", work.bare, sizeof(work.bare));
	world_must(app_view_agency(&work.agency, work.world.app, NULL, "2026", arena, &err), &err);
	exchange_packs(&work.info, work.agency->node, app_packs(work.world.app), arena);
	ours(&work, 0);
	take(&work);
	fprintf(stderr, "bench: %zu XML events\n", work.count);
	bench_ratio("XML of 1000 systems / bare xmlTextWriter", ours, bare, &work, 1.3);
	world_remove(&work.world);
	for (size_t i = 0; i < work.count; i++)
		xmlFree(work.event[i].value);
	free(work.event);
	xmlDictFree(work.names);
	arena_free(arena);
	return 0;
}
