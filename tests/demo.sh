#!/bin/sh
# demo.sh CAPDO FOLDER - the sample province through the whole main job: loaded, levels decided, one system
# taken from registration to the reports, workbooks and XML of all agencies written; then, nine days later, what
# two legal regimes side by side ask of each system; everything checked.
set -eu
capdo=$1
out=$2
sample=templates/sample
schema=templates/exchange/capdo-1.xsd
year=2026
# the same results whenever it is run
export CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO_DB="$out/tinh-mau.db" CAPDO_LANG=vi LC_ALL=C.UTF-8

say() { printf '\n== %s\n' "$*"; }
run() {
	printf '$ capdo'
	for word; do
		case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
	done
	printf '\n'
	"$capdo" "$@"
}
codes() { "$capdo" "$@" --xml | sed -n 's/^  <[a-z-]* [^>]*code="\([^"]*\)".*/\1/p'; }

rm -rf "$out"
mkdir -p "$out/excel" "$out/xml" "$out/chuyen-tiep"

say "1. Tạo cơ sở dữ liệu và nạp tỉnh Mẫu (dữ liệu mẫu, không phải cơ quan có thật)"
run init --user hoa
run load "$sample"

say "2. Xác định cấp độ của từng hệ thống, theo tiêu chí của nghị định mà hệ thống đó phải theo"
for agency in $(codes agency list); do
	for system in $(codes system list --agency "$agency"); do
		"$capdo" level decide "$system" --agency "$agency" >>"$out/cap-do.txt"
	done
done
for level in 1 2 3 4 5; do
	printf 'cấp độ %s: %s hệ thống\n' $level "$(grep -c "^đã lưu: .* = $level\$" "$out/cap-do.txt" || :)"
done
echo "căn cứ của từng hệ thống: $out/cap-do.txt"

say "3. Một cán bộ, một hệ thống mới: từ đăng ký đến báo cáo"
agency=$(codes agency list | head -n 1)
run system add lich-hop --agency "$agency" name='Phần mềm lịch họp nội bộ (dữ liệu mẫu)' \
	state=building project-start=2026-10-05 approval-expected=2027-01-29 \
	purpose='Đăng ký, xếp lịch họp và gửi giấy mời trong nội bộ đơn vị.' \
	served='Cán bộ, công chức của đơn vị' scale='120 người dùng'
run asset add lich-hop may-chu --agency "$agency" kind=server name='Máy chủ ứng dụng lịch họp'
run level set lich-hop function internal --agency "$agency" --evidence 'Chỉ cán bộ trong đơn vị dùng'
run level set lich-hop info public private --agency "$agency"
for fact in defence-security national-egov national-data-store; do
	run level set lich-hop "$fact" no --agency "$agency"
done
for fact in prime-minister-level risk-level; do
	run level set lich-hop "$fact" none --agency "$agency"
done
run level decide lich-hop --agency "$agency"
run assess start lich-hop --agency "$agency" --year $year
run assess set lich-hop RISK-01 met --agency "$agency" --year $year \
	--current 'Đã có quy trình quản lý rủi ro của đơn vị' --evidence 'Quyết định ban hành quy trình' \
	--place 'Văn phòng'
run assess set lich-hop BKP-04 unmet --agency "$agency" --year $year \
	--current 'Chưa sao lưu' --measure 'Sao lưu hằng ngày sang ổ lưu trữ riêng' \
	--person 'Cán bộ công nghệ thông tin' --due 2026-12-20
run assess show lich-hop --agency "$agency" --year $year | tail -n 19

say "4. Báo cáo: bảng tính và XML của mọi đơn vị, bảng tính của mọi hệ thống"
for agency in $(codes agency list); do
	"$capdo" report agency "$agency" --year $year -o "$out/excel/don-vi-$agency-$year.xlsx" >/dev/null
	"$capdo" exchange export --agency "$agency" --year $year -o "$out/xml/$agency-$year.xml" >/dev/null
	for system in $(codes system list --agency "$agency"); do
		"$capdo" report system "$system" --agency "$agency" --year $year \
			-o "$out/excel/he-thong-$system-$year.xlsx" >/dev/null
	done
done

printf "đã ghi %s bảng tính và %s tệp XML\n" "$(ls "$out"/excel | wc -l)" "$(ls "$out"/xml | wc -l)"

say "5. Ngày 01/12/2026: hai chế độ pháp lý cùng lúc. Mỗi hệ thống theo quy định nào, còn phải làm gì"
export CAPDO_CLOCK=2026-12-01T03:00:00Z
run regime list
# one of each rule: T1 with T8 and T10, T2, T3 with T11, T4, T6, T7; T9 is told with each
for pair in SYT:SYT-HIS SNV:SNV-LTDT HMN:HMN-CTT STC:STC-BMTC TPM:TPM-CCTV SKHDT:SKHDT-XTDT; do
	run regime show "${pair##*:}" --agency "${pair%%:*}"
done
echo "Nếu đến ngày 15/01/2027 vẫn chưa được phê duyệt (T5):"
run regime show SNV-LTDT --agency SNV --at 2027-01-15
run level compare TTGSDH-PAKN --agency TTGSDH
run level compare TPM-CTT --agency TPM
# what the new checklist asks beyond the old answers: the sums here, each requirement in the workbooks
run gap HMB-TTTM --agency HMB >"$out/chuyen-tiep/HMB-TTTM.txt"
sed -n 1,45p "$out/chuyen-tiep/HMB-TTTM.txt"
echo "đầy đủ: $out/chuyen-tiep/HMB-TTTM.txt"
run report gap HMB-TTTM --agency HMB -o "$out/chuyen-tiep/he-thong-HMB-TTTM.xlsx"
run report gap --agency VPUB -o "$out/chuyen-tiep/don-vi-VPUB.xlsx" --xml-file "$out/chuyen-tiep/don-vi-VPUB.xml"
run report gap -o "$out/chuyen-tiep/tinh-mau.xlsx" --xml-file "$out/chuyen-tiep/tinh-mau.xml"
# the duties that come back, of a system under the new checklist
run task due STC-BMTC --agency STC
run task 'done' STC-BMTC VUL-08 11 --agency STC done=2026-12-01 person='Trịnh Văn Ví Dụ' \
	result='Đủ 6 máy, chậm một ngày.'
run task list STC-BMTC --agency STC
# a system that was never classified is under the new checklist at once: old answers are proposed
run assess renew HMN-CTT --agency HMN --year $year >"$out/chuyen-tiep/HMN-CTT.txt"
sed -n 1,12p "$out/chuyen-tiep/HMN-CTT.txt"
echo "đầy đủ: $out/chuyen-tiep/HMN-CTT.txt"
run report annual --year $year --drafts --owner "Ủy ban nhân dân tỉnh Mẫu (dữ liệu mẫu)" \
	-o "$out/chuyen-tiep/mau-08-$year.xlsx" --xml-file "$out/chuyen-tiep/mau-08-$year.xml"

say "6. Kiểm tra lại"
if command -v xmllint >/dev/null; then
	set -- "$out"/xml/*.xml "$out"/chuyen-tiep/*.xml
	xmllint --noout --schema "$schema" "$@" 2>&1 | grep -v ' validates$' || :
	xmllint --noout --schema "$schema" "$@" 2>/dev/null
	echo "mọi tệp XML đúng lược đồ capdo-1.xsd"
fi
run verify
run backup "$out/tinh-mau-sao-luu.db"

cat <<END

Đã tạo trong $out:
  excel/don-vi-*.xlsx      $(ls "$out"/excel/don-vi-*.xlsx | wc -l) bảng tính tự đánh giá năm $year của đơn vị
  excel/he-thong-*.xlsx    $(ls "$out"/excel/he-thong-*.xlsx | wc -l) bảng tính của hệ thống
  xml/*.xml                $(ls "$out"/xml/*.xml | wc -l) tệp XML để nộp
  chuyen-tiep/             việc còn phải làm theo danh mục mới: của hệ thống, của đơn vị, của tỉnh; Mẫu số 08 năm $year
  tinh-mau.db              cơ sở dữ liệu; xem bằng: $capdo --db $out/tinh-mau.db system list
Mở bảng tính bằng Excel hoặc LibreOffice; thử ngay một câu hỏi:
  $capdo --db $out/tinh-mau.db threat show lich-hop
END
