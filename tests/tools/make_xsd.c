/*
 * make_xsd.c - prints the schema of the exchange format: make_xsd > templates/exchange/capdo-1.xsd
 */
#include <stdio.h>

#include "capdo/exchange.h"

int main(void)
{
	struct buffer schema = { 0 };

	exchange_schema(&schema);
	fputs(schema.text, stdout);
	buffer_release(&schema);
	return fflush(stdout) == 0 ? 0 : 1;
}
