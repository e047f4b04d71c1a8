#!/bin/sh
# demo_round.sh CAPDO FOLDER - the round of a year in the sample province: level proposals of all five levels take
# their way, each under the decree its system stands under, 14 agencies hand in signed files, the department returns
# two and accepts all, the province and the ministry get their reports. Each agency works in a file of its own, as it
# would on its own computer.
set -eu
capdo=$1
out=$2
sample=templates/sample
schema=templates/exchange/capdo-1.xsd
year=2026
export LC_ALL=C.UTF-8 CAPDO_LANG=vi
unset CAPDO_DB CAPDO_USER 2>/dev/null || :

say() { printf '\n== %s\n' "$*"; }
quote() {
	for word; do
		case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
	done
	printf '\n'
}
# on DAY: the day of the story
on() { export CAPDO_CLOCK="$1T03:00:00Z"; }
# at AGENCY USER command: at the agency's computer; the department's is so
at() {
	db=$1 user=$2
	shift 2
	printf '[%s, %s] $ capdo' "$db" "$user"
	quote "$@"
	"$capdo" --db "$out/may/$db.db" --user "$user" "$@"
}
# the same, only when something goes wrong is it shown
quiet() { at "$@" >"$out/last.txt" 2>&1 || { cat "$out/last.txt"; exit 1; }; }

rm -rf "$out"
mkdir -p "$out/may" "$out/khoa" "$out/nop" "$out/nop-lai" "$out/tra-loi" "$out/bao-cao"

key() {         # a key and a certificate of its own for each, as a certificate authority would give them
	# valid in the days of the story, whatever day it is today
	sh tests/tools/make_cert.sh "$out/khoa/$1" rsa:2048 20260101000000Z 20351231235959Z
}

agencies=$(ls "$sample" | sed 's/\.xml$//')

say "7. Mười bốn đơn vị, mỗi đơn vị một tệp dữ liệu, một chứng thư số"
on 2026-11-22
for agency in $agencies; do
	key "$agency"
	quiet "$agency" can-bo init
	quiet "$agency" can-bo load "$sample/$agency.xml"
	quiet "$agency" can-bo user add truong role=head agency="$agency" name="Thủ trưởng $agency (dữ liệu mẫu)"
	for system in $("$capdo" --db "$out/may/$agency.db" system list --xml |
		sed -n 's/^  <[a-z-]* [^>]*code="\([^"]*\)".*/\1/p'); do
		quiet "$agency" can-bo level decide "$system"
	done
	echo "$agency: đã có tệp dữ liệu, tài khoản thủ trưởng và khóa ký số"
done

say "8. Hồ sơ đề xuất cấp độ của năm cấp độ, lập tại đơn vị"
parts='dossier-overview dossier-grounds dossier-measures'
# propose AGENCY SYSTEM KIND PART...: the dossier, complete
propose() {
	agency=$1 system=$2 kind=$3
	shift 3
	quiet "$agency" can-bo proposal start "$system" kind="$kind"
	# shellcheck disable=SC2086
	quiet "$agency" can-bo dossier add "$system" $parts "dossier-design-$kind" "$@" \
		title="Hồ sơ đề xuất cấp độ hệ thống $system (dữ liệu mẫu)" number="15/HS-$agency" date=2026-11-23
}
on 2026-11-23
# Which decree a dossier follows is the system's own matter: SNV-LTDT was being built on 30/6/2026 and is approved
# under the earlier decree by the end of the year (T2); the others follow the new one. STC-BMTC is a new project
# (T4), HMN-CTT and SGDDT-TSDC have run unclassified (T3), SNN-HCN is extended and determined again (T7).
quiet SNN can-bo system set SNN-HCN redetermine=yes \
	redetermine-reason='Mở rộng điều khiển thêm hai cửa van và kết nối với hồ chứa phía trên (dữ liệu mẫu).'
quiet SNN can-bo level decide SNN-HCN
# a level 5 system is new: the sample has none
quiet TTGSDH can-bo system add TTGSDH-KDL name='Kho dữ liệu quốc gia đặt tại tỉnh (dữ liệu mẫu)' state=planned \
	project-start=2026-10-05 purpose='Lưu trữ tập trung dữ liệu đặc biệt quan trọng của quốc gia' \
	regulation-number='09/QĐ-TTGSDH' regulation-date=2026-10-01 regulation-by='Trung tâm mẫu' \
	approval-expected=2027-06-30 implementation-expected=2027-12-31
quiet TTGSDH can-bo level set TTGSDH-KDL national-data-store yes
quiet TTGSDH can-bo level decide TTGSDH-KDL
propose STC STC-BMTC operating
propose HMN HMN-CTT operating
propose SNV SNV-LTDT new
propose SGDDT SGDDT-TSDC operating
propose SNN SNN-HCN operating dossier-risk-report
propose TTGSDH TTGSDH-KDL new dossier-risk-report
on 2026-11-24
at SGDDT can-bo proposal submit SGDDT-TSDC --date 2026-11-24
at TTGSDH can-bo proposal submit TTGSDH-KDL --date 2026-11-24
for pair in STC:STC-BMTC HMN:HMN-CTT SNV:SNV-LTDT SNN:SNN-HCN; do
	quiet "${pair%%:*}" can-bo proposal submit "${pair##*:}" --date 2026-11-24
done
at SGDDT can-bo proposal show SGDDT-TSDC
at SNV can-bo regime show SNV-LTDT
at SNV can-bo proposal show SNV-LTDT

say "9. Thủ trưởng ký duyệt, đơn vị nộp tệp có chữ ký số"
# hand_in AGENCY FOLDER
hand_in() {
	quiet "$1" truong sign "$1" --year $year
	quiet "$1" truong exchange export --agency "$1" --year $year --sign "$out/khoa/$1.key" \
		--cert "$out/khoa/$1.pem" -o "$2/$1-$year.xml"
}
on 2026-12-15
at SYT can-bo check SYT --year $year || :
for agency in $agencies; do
	[ "$agency" = TPM ] && continue
	hand_in "$agency" "$out/nop"
done
echo "đã ký số và ghi $(ls "$out"/nop/*.xml | wc -l) tệp"
if command -v xmlsec1 >/dev/null; then
	xmlsec1 --verify --trusted-pem "$out/khoa/SYT.pem" "$out/nop/SYT-$year.xml" 2>&1 | sed -n 1p
fi

say "10. Đơn vị chuyên trách nhận cả thư mục tệp nộp"
at so-tttt quan-tri init
quiet so-tttt quan-tri user add lan role=reviewer name='Cán bộ thẩm định (dữ liệu mẫu)'
quiet so-tttt quan-tri user add duyet role=approver name='Người có thẩm quyền phê duyệt (dữ liệu mẫu)'
quiet so-tttt quan-tri setting set require-signature yes
for agency in $agencies; do
	quiet so-tttt quan-tri trust add "$agency" --agency "$agency" --cert "$out/khoa/$agency.pem"
done
key so-tttt
on 2026-12-16
at so-tttt lan exchange import "$out/nop"
quiet so-tttt quan-tri setting set department STTTT
on 2026-12-21
echo "TPM nộp ngày 21/12/2026, sau hạn nộp:"
hand_in TPM "$out/nop"
at so-tttt lan exchange import "$out/nop"
at so-tttt lan review list --year $year

say "11. Trả lại hai đơn vị kèm ý kiến; đơn vị sửa và nộp lại; tiếp nhận"
at so-tttt lan review comment SGDDT finding QL-1.1.1 --system SGDDT-TSDC --year $year --kind reject \
	--text 'Đề nghị bổ sung số, ngày quyết định ban hành quy chế và tệp kèm theo.'
at so-tttt lan review comment TPM year --year $year --kind ask \
	--text 'Đơn vị nộp muộn. Đề nghị giải trình và bổ sung kinh phí dự kiến của năm sau.'
at so-tttt lan review return SGDDT TPM --year $year --text 'Đề nghị hoàn thiện theo các ý kiến và nộp lại.'
for agency in SGDDT TPM; do
	quiet so-tttt lan review export "$agency" --year $year --sign "$out/khoa/so-tttt.key" \
		--cert "$out/khoa/so-tttt.pem" -o "$out/tra-loi/$agency.xml"
	quiet "$agency" can-bo trust add so-tttt --cert "$out/khoa/so-tttt.pem"
done
on 2026-12-22
at SGDDT can-bo exchange import "$out/tra-loi/SGDDT.xml"
at SGDDT can-bo comment list --year $year
at SGDDT can-bo assess set SGDDT-TSDC QL-1.1.1 met --year $year \
	--current 'Quy chế ban hành kèm theo Quyết định 88/QĐ-SGDDT ngày 11/3/2024 (dữ liệu mẫu)' \
	--evidence 'Quyết định 88/QĐ-SGDDT (dữ liệu mẫu)' --place 'Văn thư'
at SGDDT can-bo comment reply 1 --text 'Đã bổ sung quyết định và nơi lưu.'
quiet TPM can-bo exchange import "$out/tra-loi/TPM.xml"
quiet TPM can-bo year set $year note='Nộp muộn do thay cán bộ phụ trách; đã bổ sung kinh phí dự kiến.'
quiet TPM can-bo comment reply 1 --text 'Đã giải trình ở phần ghi chú của kỳ đánh giá năm.'
for agency in SGDDT TPM; do hand_in "$agency" "$out/nop-lai"; done
at so-tttt lan exchange import "$out/nop-lai"
at so-tttt lan review show SGDDT --year $year
quiet so-tttt lan review close SGDDT 1
quiet so-tttt lan review close TPM 1
at so-tttt lan review accept --all-clean --year $year

say "12. Báo cáo tổng hợp của tỉnh và báo cáo năm của chủ quản gửi Bộ, trước ngày 25/12"
on 2026-12-23
at so-tttt lan province --year $year
at so-tttt lan report province --year $year -o "$out/bao-cao/tinh-mau-$year.xlsx" \
	--xml-file "$out/bao-cao/tinh-mau-$year.xml"
at so-tttt lan report annual --year $year --owner "Ủy ban nhân dân tỉnh Mẫu (dữ liệu mẫu)" \
	-o "$out/bao-cao/bao-cao-bo-$year.xlsx" --xml-file "$out/bao-cao/bao-cao-bo-$year.xml"

say "13. Thẩm định, phê duyệt cấp độ: mỗi cấp độ theo thẩm quyền riêng"
at so-tttt lan proposal complete STC:STC-BMTC HMN:HMN-CTT SNV:SNV-LTDT SGDDT:SGDDT-TSDC --date 2026-12-23
on 2026-12-24
at so-tttt lan proposal opinion SNN:SNN-HCN TTGSDH:TTGSDH-KDL suitable --date 2026-12-23 --document 41/YK-STTTT
at so-tttt lan proposal complete SNN:SNN-HCN TTGSDH:TTGSDH-KDL --date 2026-12-24 --name 'Bộ Công an'
at so-tttt lan proposal list --due
on 2026-12-31
at so-tttt lan review appraise STC:STC-BMTC HMN:HMN-CTT SNV:SNV-LTDT suitable --date 2026-12-29 \
	--document 120/TĐ-STTTT
at so-tttt duyet review approve STC:STC-BMTC --date 2026-12-29 --document 310/QĐ-STTTT
at so-tttt duyet review approve HMN:HMN-CTT --date 2026-12-29 --document 311/QĐ-STTTT
at so-tttt duyet review approve SNV:SNV-LTDT --date 2026-12-29 --document 312/QĐ-STTTT
at so-tttt lan review appraise SGDDT:SGDDT-TSDC suitable --date 2026-12-29 --document 121/TĐ-STTTT
at so-tttt duyet review approve SGDDT:SGDDT-TSDC --date 2026-12-31 --document 2501/QĐ-UBND --name 'UBND tỉnh Mẫu'
at so-tttt lan review appraise SNN:SNN-HCN TTGSDH:TTGSDH-KDL suitable --date 2026-12-29 \
	--document 77/BCA-A05 --name 'Bộ Công an'
at so-tttt duyet review approve SNN:SNN-HCN --date 2026-12-31 --document 2502/QĐ-UBND --name 'UBND tỉnh Mẫu'
at so-tttt duyet review approve-measures TTGSDH:TTGSDH-KDL --date 2026-12-31 --document 2503/QĐ-UBND \
	--name 'UBND tỉnh Mẫu'
at so-tttt duyet review approve-list TTGSDH:TTGSDH-KDL --date 2026-12-31 --document 1999/QĐ-TTg \
	--name 'Thủ tướng Chính phủ'
at so-tttt lan proposal list
at so-tttt lan proposal show TTGSDH-KDL --agency TTGSDH
at so-tttt lan regime list

say "14. Kiểm tra lại"
if command -v xmllint >/dev/null; then
	xmllint --noout --schema "$schema" "$out"/nop/*.xml "$out"/nop-lai/*.xml "$out"/tra-loi/*.xml \
		"$out"/bao-cao/*.xml 2>"$out/last.txt" || { cat "$out/last.txt"; exit 1; }
	echo "các tệp nộp, văn bản trả lời và báo cáo đều đúng lược đồ capdo-1.xsd"
fi
at so-tttt quan-tri verify
rm -f "$out/last.txt"

cat <<END

Đã tạo trong $out:
  nop/, nop-lai/      tệp nộp có chữ ký số của 14 đơn vị và hai tệp nộp lại
  tra-loi/            văn bản trả lời của đơn vị chuyên trách gửi hai đơn vị
  bao-cao/            bảng tính và tệp XML của tỉnh, báo cáo năm của chủ quản gửi Bộ
  may/                tệp dữ liệu của từng nơi; xem bằng: $capdo --db $out/may/so-tttt.db --user lan review list
END
