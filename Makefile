# capdo: build, test, check, install. `make help` lists the targets.
#
# Knobs, all of them to be given on the command line (make V=1 PREFIX=/opt/capdo install):
#   V=1          show the commands
#   CC=gcc       the compiler
#   OPT=-O2      optimisation of the release build
#   JOBS=N       how many things at a time (default: the processors)
#   PREFIX=/usr/local, DESTDIR=     where `make install` puts things
#   NO_DEPS=1    never install packages, only say which are missing
#   TESTS=WORD   `make test` runs only the tests whose path contains WORD
V =
CC = gcc
OPT = -O2
JOBS := $(shell nproc 2>/dev/null || echo 1)
PREFIX = /usr/local
DESTDIR =
NO_DEPS =
TESTS =

SHELL = /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

B = build
Q = $(if $(V),,@)
say = @$(if $(V),:,printf '  %-8s %s\n' '$(1)' '$(2)')

# ---- what is built -------------------------------------------------------------------------------

LIBS = sqlite3 libxml-2.0 xlsxwriter libsodium icu-i18n icu-uc libzip xmlsec1-openssl

lib_src := $(sort $(filter-out src/cli/main.c,$(wildcard src/*/*.c)))
unit_src := $(sort $(wildcard tests/unit/test_*.c))
unit_help := $(sort $(filter-out $(unit_src),$(wildcard tests/unit/*.c)))
bench_src := $(sort $(wildcard tests/bench/*.c))
fuzz_src := $(sort $(wildcard tests/fuzz/main_*.c))
fuzz_help := $(sort $(filter-out $(fuzz_src),$(wildcard tests/fuzz/*.c)))
e2e := $(sort $(wildcard tests/e2e/*.sh))
headers := $(sort $(wildcard include/capdo/*.h))

# Data in the program, by its name in the source tree; the catalogues are compiled first.
catalogues := $(patsubst %.po,%.mo,$(wildcard templates/lang/*.po))
resources := $(sort $(wildcard checklists/*.xml checklists/pack.xsd templates/exchange/*.xsd \
	src/store/migrations/*.sql) $(catalogues))
resource_files := $(patsubst templates/lang/%,$(B)/templates/lang/%,$(resources))

release_obj := $(lib_src:%.c=$(B)/obj/%.o) $(B)/obj/resources.o
san_obj := $(lib_src:%.c=$(B)/san/obj/%.o) $(B)/obj/resources.o
programs := $(if $(wildcard src/cli/main.c),$(B)/capdo)
san_programs := $(if $(wildcard src/cli/main.c),$(B)/san/capdo)
unit := $(unit_src:tests/unit/%.c=$(B)/san/tests/%)
bench := $(bench_src:tests/bench/%.c=$(B)/bench/%)
fuzz := $(fuzz_src:tests/fuzz/main_%.c=$(B)/fuzz/%)
fuzz_obj := $(lib_src:%.c=$(B)/fuzz/obj/%.o) $(fuzz_help:%.c=$(B)/fuzz/obj/%.o) $(B)/obj/resources.o

# ---- how -----------------------------------------------------------------------------------------

# Asked when the first object is compiled and kept: pkg-config may not be there before `deps`.
pkg_cflags = $(eval pkg_cflags := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(LIBS))))$(pkg_cflags)
pkg_libs = $(eval pkg_libs := $$(shell pkg-config --libs $(LIBS)))$(pkg_libs)

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Werror
STD = -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude
BASE = $(STD) $(WARN) -g -pthread -fPIE -ffile-prefix-map=$(CURDIR)=. -MMD -MP
BANNED = -include src/base/banned_priv.h
RELEASE = $(OPT) -fstack-protector-strong -D_FORTIFY_SOURCE=2
LINK = -pie -pthread -Wl,-z,relro,-z,now
SAN = -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

.PHONY: all demo schema test check check-files bench fuzz install clean help deps FORCE

all: $(B)/libcapdo.a $(programs)

$(B)/obj/%.o: %.c Makefile | $(B)/deps.stamp
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(BASE) $(RELEASE) $(BANNED) $(pkg_cflags) -c $< -o $@

$(B)/san/obj/%.o: %.c Makefile | $(B)/deps.stamp
	$(call say,CC san,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(BASE) $(SAN) $(BANNED) $(pkg_cflags) -c $< -o $@

$(B)/san/tests/%.o: tests/unit/%.c Makefile | $(B)/deps-test.stamp
	$(call say,CC test,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(BASE) $(SAN) $(pkg_cflags) -c $< -o $@

$(B)/bench/%.o: tests/bench/%.c Makefile | $(B)/deps.stamp
	$(call say,CC bench,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(BASE) $(RELEASE) $(pkg_cflags) -c $< -o $@

# The lists change when a source is added or taken away; then the library is made anew.
define list
$(1): FORCE
	@mkdir -p $$(@D)
	@printf '%s\n' $(2) >$$@.new
	@if cmp -s $$@.new $$@; then rm -f $$@.new; else mv $$@.new $$@; fi
endef
$(eval $(call list,$(B)/obj/list,$$(release_obj)))
$(eval $(call list,$(B)/resources.list,$$(resource_files)))

define archive
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar qcsD $@ $(filter %.o,$^)
endef
$(B)/libcapdo.a: $(release_obj) $(B)/obj/list
	$(archive)
$(B)/san/libcapdo.a: $(san_obj) $(B)/obj/list
	$(archive)

$(B)/capdo: $(B)/obj/src/cli/main.o $(B)/libcapdo.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(RELEASE) $(LINK) $^ $(pkg_libs) -o $@
$(B)/san/capdo: $(B)/san/obj/src/cli/main.o $(B)/san/libcapdo.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(SAN) $(LINK) $^ $(pkg_libs) -o $@
$(unit): %: %.o $(patsubst tests/unit/%.c,$(B)/san/tests/%.o,$(unit_help)) $(B)/san/libcapdo.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(SAN) $(LINK) $(filter %.o,$^) $(filter %.a,$^) $(pkg_libs) -lcmocka -o $@
$(bench): %: %.o $(B)/libcapdo.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(RELEASE) $(LINK) $^ $(pkg_libs) -o $@

# The fuzzers' doors, file by file, are a unit test too.
$(B)/san/fuzz/%.o: tests/fuzz/%.c Makefile | $(B)/deps-test.stamp
	$(call say,CC test,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(BASE) -D_GNU_SOURCE $(SAN) $(pkg_cflags) -c $< -o $@
$(B)/san/tests/test_fuzz_corpus: $(fuzz_help:tests/fuzz/%.c=$(B)/san/fuzz/%.o)

FUZZ_CC = clang $(STD) -D_GNU_SOURCE -g -O1 -pthread -fno-omit-frame-pointer -MMD -MP
FUZZ_SAN = address,undefined -fno-sanitize-recover=all
$(B)/fuzz/obj/%.o: %.c Makefile | $(B)/deps-fuzz.stamp
	$(call say,CC fuzz,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer-no-link,$(FUZZ_SAN) $(pkg_cflags) -c $< -o $@
$(fuzz): $(B)/fuzz/%: $(B)/fuzz/obj/tests/fuzz/main_%.o $(fuzz_obj)
	$(call say,LINK,$@)
	$(Q)clang -pthread -fsanitize=fuzzer,$(FUZZ_SAN) $^ $(pkg_libs) -o $@

# these hear every cell that is written, to have the bare library write the same ones
cells = write_string write_number write_blank write_formula_num merge_range set_row
$(B)/bench/bench_report $(B)/bench/bench_province: LINK += $(cells:%=-Wl,--wrap=worksheet_%)

# ---- data in the program -------------------------------------------------------------------------

$(B)/templates/lang/%.mo: templates/lang/%.po | $(B)/deps.stamp
	$(call say,MSGFMT,$<)
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check-format -o $@ $<

# One assembly file: the bytes, a NUL after each, and the table that src/base/resource.c reads.
$(B)/resources.S: $(B)/resources.list Makefile
	$(call say,GEN,$@)
	$(Q){ \
	echo '	.section .rodata'; n=0; \
	for file in $(resource_files); do n=$$((n + 1)); \
	  printf '	.balign 16\ndata%d:	.incbin "%s"\nend%d:	.byte 0\n' $$n $$file $$n; \
	  printf 'name%d:	.asciz "%s"\n' $$n $${file#$(B)/}; \
	done; \
	printf '	.section .data.rel.ro,"aw"\n	.balign 8\n	.globl resources_all\nresources_all:\n'; \
	n=0; for file in $(resource_files); do n=$$((n + 1)); \
	  printf '	.quad name%d, data%d, end%d - data%d\n' $$n $$n $$n $$n; \
	done; \
	printf '	.quad 0\n	.globl resources_count\nresources_count:	.quad %d\n' $$n; \
	echo '	.section .note.GNU-stack,"",@progbits'; } >$@

$(B)/obj/resources.o: $(B)/resources.S $(resource_files) | $(B)/deps.stamp
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -c $< -o $@

# ---- packages ------------------------------------------------------------------------------------

build_packages = gcc libc6-dev pkg-config libsqlite3-dev libxml2-dev libxlsxwriter-dev libsodium-dev \
	libicu-dev zlib1g-dev libzip-dev libxmlsec1-dev libxmlsec1-openssl openssl \
	gettext
test_packages = libcmocka-dev libxml2-utils xmlsec1 zip python3 python3-openpyxl libreoffice-calc-nogui poppler-utils \
	fonts-liberation
check_packages = clang-tidy cppcheck clang-format

# xlsxwriter's .pc file asks for zlib, its package does not.
have_build = pkg-config --exists $(LIBS) zlib && command -v $(CC) msgfmt xgettext openssl
have_test = pkg-config --exists cmocka && command -v xmllint xmlsec1 zip soffice pdftotext pdftoppm && \
	{ python3 -c 'import openpyxl' || /usr/bin/python3 -c 'import openpyxl'; } && \
	fc-list | grep -q Liberation
fuzz_packages = clang libclang-rt-14-dev
have_fuzz = command -v clang && ls "$$(clang -print-runtime-dir)"/libclang_rt.fuzzer*
have_check = command -v clang-tidy cppcheck clang-format

root = $$([ "$$(id -u)" = 0 ] || echo sudo)
apt = $(root) env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600
# $(1) the probe, $(2) the packages: installs them when the probe fails, then probes again.
define ensure
	@mkdir -p $(B)
	@probe() { { $(1); } >/dev/null 2>&1; }; \
	if ! probe; then \
	  if [ -n "$(NO_DEPS)" ] || ! command -v apt-get >/dev/null; then \
	    echo "make: install these first (names of Debian's packages): $(2)" >&2; exit 1; \
	  fi; \
	  echo "make: installing Debian packages: $(2)" >&2; \
	  install() { $(apt) install -y --no-install-recommends $(2) >$(B)/apt.log 2>&1; }; \
	  ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 && install || \
	    { $(apt) update >$(B)/apt.log 2>&1; install; } || \
	    { tail -n 20 $(B)/apt.log >&2; echo "make: apt-get could not install them" >&2; exit 1; }; \
	  probe || { echo "make: still missing after the installation: one of $(2)" >&2; exit 1; }; \
	fi
	@touch $@
endef

deps: $(B)/deps.stamp
$(B)/deps.stamp: Makefile
	$(call ensure,$(have_build),$(build_packages))
$(B)/deps-test.stamp: Makefile $(B)/deps.stamp
	$(call ensure,$(have_test),$(test_packages))
$(B)/deps-check.stamp: Makefile $(B)/deps.stamp
	$(call ensure,$(have_check),$(check_packages))

$(B)/deps-fuzz.stamp: Makefile $(B)/deps.stamp
	$(call ensure,$(have_fuzz),$(fuzz_packages))

# ---- test, bench, demo ---------------------------------------------------------------------------

test: $(unit) $(san_programs) $(programs) | $(B)/deps-test.stamp
	@B='$(B)' JOBS='$(JOBS)' sh tests/run $(if $(TESTS),$(foreach test,$(unit) $(e2e),$(if \
		$(findstring $(TESTS),$(test)),$(test))),$(unit) $(e2e))

bench: $(bench) $(programs)
	@for bench in $(bench); do \
	  LC_ALL=C.UTF-8 CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO=$(B)/capdo $$bench || exit 1; done

# Seconds for each door; what it learns stays below build/, what it finds breaks the build.
FUZZ_SECONDS = 60
fuzz: $(fuzz)
	@sed -n 's/.* name="\([^"]*\)".*/"\1"/p' templates/exchange/capdo-1.xsd | sort -u >$(B)/fuzz/words
	@for fuzz in $(fuzz); do name=$${fuzz##*/}; mkdir -p $(B)/fuzz/corpus/$$name; \
	  echo "fuzz: $$name, $(FUZZ_SECONDS) seconds"; \
	  LC_ALL=C.UTF-8 $$fuzz -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
	    -dict=$(B)/fuzz/words -artifact_prefix=$(B)/fuzz/found- -verbosity=0 -print_final_stats=1 \
	    $(B)/fuzz/corpus/$$name tests/fuzz/corpus/$$name || exit 1; done

# The schema of submissions follows the shape tables; this writes it anew after they have changed.
$(B)/make_xsd: tests/tools/make_xsd.c $(B)/libcapdo.a
	$(Q)$(CC) $(BASE) $(RELEASE) $(LINK) $(pkg_cflags) $^ $(pkg_libs) -o $@
schema: $(B)/make_xsd
	$(B)/make_xsd >templates/exchange/capdo-1.xsd

demo: $(programs)
	@sh tests/demo.sh $(B)/capdo $(B)/demo
	@sh tests/demo_round.sh $(B)/capdo $(B)/demo/vong-nam

# ---- check ---------------------------------------------------------------------------------------

# One stamp per source and per tool, so that a second check looks only at what has changed. The
# object file stands for the headers: it is made anew when one of them changes.
all_src := $(lib_src) $(wildcard src/cli/main.c)
tidy := $(all_src:%.c=$(B)/check/%.tidy)
cppcheck := $(all_src:%.c=$(B)/check/%.cppcheck)

$(B)/check/%.tidy: %.c $(B)/obj/%.o .clang-tidy | $(B)/deps-check.stamp
	$(call say,TIDY,$<)
	$(Q)mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- $(STD) $(pkg_cflags) >$@.log 2>$@.err || \
	  { cat $@.log; grep -v 'warnings\? generated' $@.err; exit 1; }
	$(Q)touch $@
$(B)/check/%.cppcheck: %.c $(B)/obj/%.o | $(B)/deps-check.stamp
	$(call say,CPPCHECK,$<)
	$(Q)mkdir -p $(@D)
	$(Q)cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
	  --inline-suppr --suppress=missingIncludeSystem --suppress=ctunullpointer -Iinclude -D_POSIX_C_SOURCE=200809L $<
	$(Q)touch $@

# All that is wrong is shown, not only the first.
check: $(B)/deps-check.stamp
	@status=0; $(MAKE) --keep-going check-files || status=1; \
	  B='$(B)' sh tests/rules || status=1; exit $$status
check-files: $(tidy) $(cppcheck)

# ---- the rest ------------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include/capdo
	$(if $(programs),install -m 755 $(programs) $(DESTDIR)$(PREFIX)/bin)
	install -m 644 $(B)/libcapdo.a $(DESTDIR)$(PREFIX)/lib
	install -m 644 $(headers) $(DESTDIR)$(PREFIX)/include/capdo

clean:
	rm -rf $(B)

help:
	@echo 'make            build/capdo and build/libcapdo.a; installs missing Debian packages first'
	@echo 'make demo       the sample province from registration to the reports, in build/demo'
	@echo 'make test       unit and end-to-end tests under ASan and UBSan'
	@echo 'make check      format, clang-tidy, cppcheck and the rules of the house'
	@echo 'make bench      ratios against the raw libraries: name, ratio, limit'
	@echo 'make fuzz       any bytes at the importer, FUZZ_SECONDS long (60)'
	@echo 'make install    to PREFIX, below DESTDIR'
	@echo 'make schema     the XML schema anew, after a field was added'
	@echo 'make deps       only the packages'
	@echo 'make clean      removes build/'
	@sed -n 's/^#   \([A-Z_]*=.*\)/knob: \1/p' Makefile

FORCE:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
