"""The ordinary vocabulary of titles: words that leave what is counted as it is."""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.vietnamese import normalise

_DOCUMENTS: Final = """
bìa; tổng điều tra dân số và nhà ở; tổng điều tra dân số; điều tra dân số giữa kỳ; điều tra dân số
quản trị; khách hàng ftth; khách hàng cáp quang; khách hàng internet; số lượng khách hàng
còn chỉ dùng 2g; chỉ dùng 2g; chỉ sử dụng 2g; còn sử dụng 2g; còn chỉ sử dụng 2g; chỉ có 2g
mọi nhà mạng; đính chính; nay; đến nay; tính đến nay; câu trả lời; số liêu; phuờng; từ lớn đến nhỏ
cảnh báo thiên tai; khám, chữa bệnh; khám chữa bệnh; bhyt; bản in; mô phỏng vùng phủ; vtnet
gửi bộ; tỉnh ta; thi đua; lực lượng; đối thủ; lọc; gộp; gộp chung; quy đổi; theo gói; xếp theo
trụ sở; lĩnh vực; chi cục; báo cáo; bc; biểu; bảng; biểu mẫu; mẫu; mẫu biểu; mẫu báo cáo; phụ biểu
phụ lục; pl; danh sách; danh mục; bảng kê; bảng biểu; tổng hợp; tổng hợp số liệu; biểu tổng hợp
bảng tổng hợp; thống kê; số liệu; bảng số liệu; biểu số liệu; dữ liệu; thông tin; cơ sở dữ liệu
csdl; gốc; kết quả; tình hình; hiện trạng; thực trạng; tình trạng; tiến độ; nội dung; chi tiết
nhanh; định kỳ; thường kỳ; tiếp theo; tiếp; trang; tờ; phần; mục; chương; điểm báo cáo; số; tt
stt; chung; cơ bản; chủ yếu; chính; một số; những; mỗi; từng; toàn bộ; tất cả; cụ thể
phiếu thu thập; phiếu cung cấp; phiếu báo cáo; phiếu tổng hợp; trả lời; phục lục; file; sheet
lưu hành nội bộ; tài liệu; hồ sơ tài liệu; đính kèm; gửi kèm; kèm theo; kèm; ban hành; hàng tháng
hàng quý; hàng năm; hàng tuần; hằng tháng; hằng quý; hằng năm; nguồn; tuần; lần thứ; số thứ tự
tên; mã; mã số; ký hiệu; đơn vị báo cáo; cơ quan báo cáo; kỳ báo cáo; thời điểm; nguồn số liệu
tra cứu; đầu ra; xuất từ phần mềm; xuất ra từ; phần mềm; kết xuất; trích xuất; chép từ; sao từ
trích từ; trích; từ hệ thống; hệ thống; số liệu minh họa; minh họa; không phải số liệu thật
không phải là số liệu thật; mô hình bảng; theo mẫu; theo biểu; phiếu khảo sát; khảo sát hạ tầng
khảo sát hiện trạng; khảo sát mức độ; phiếu; quay lại mục lục; mục lục; bộ dữ liệu; nhập liệu
ngang; dọc; pivot; ma trận; tính toán; liên kết; giải thích; đầu mối; đối soát; giữa; gửi
em gửi anh; em gửi chị; gửi anh; gửi chị; báo về; gửi lên; tại bảng dưới đây; dưới đây; biên bản
họp giao ban; giao ban; chế độ báo cáo; cộng dồn; cộng dồn từ khi bắt đầu; quy đổi theo
đã quy đổi theo; cơ cấu; diễn biến; định mức; theo định mức; tự đánh giá; rà soát lại; trạng thái
bảng ghép; ghép; nhập; nhập tay; nhập số liệu; kết quả nhập; nhập dữ liệu; hiển thị; đối tượng
trang chủ; xếp thứ tự; xếp hạng; kiểm tra; duyệt số liệu; duy trì; làm mới; phút
cán bộ đầu mối; quy ước; cách ghi; xuất; tra lời; chuyển số liệu; hai thời điểm; hai; ba; bốn
theo gói cước; tính trên 100 dân; trên 100 dân; cao nhất; thấp nhất; phản ánh chất lượng; hiệu suất
hiệu suất sử dụng; lao động; cán bộ; cơ sở; theo trạng thái; viết tắt; của đơn vị; các đơn vị
sơ kết; tổng kết; đợt; gửi sở; gửi về sở; kính gửi; cấp; loại; dạng; lũy kế; luỹ kế; các chỉ tiêu
một số chỉ tiêu; hệ thống chỉ tiêu; chỉ tiêu hạ tầng; chỉ tiêu xã hội; chỉ tiêu kinh tế
chỉ tiêu chuyển đổi; chỉ tiêu thống kê; chỉ tiêu phủ sóng; bảng chỉ tiêu; biểu chỉ tiêu
chỉ tiêu phân theo; chỉ số; bộ chỉ số; chỉ tiêu về; nhóm chỉ tiêu; tiêu chí; bộ tiêu chí; nhóm
thành phần; số trang; trang số; chỉ tiêu cấp xã; bản chính; bản chính thức; chính thức
"""
"""What a table is, and how it came about."""

_DOINGS: Final = """
rà soát; sau rà soát; thu thập; cập nhật; cung cấp; theo dõi; đánh giá; công tác; thực hiện
triển khai; quản lý; khai thác; vận hành; phục vụ; hoạt động; tiếp nhận; giải quyết; xử lý
trả kết quả; kiện toàn; thành lập; tổ chức; phổ cập; ứng dụng; sử dụng; cung ứng; phát triển
phát triển mạng lưới; xây dựng; xây dựng và phát triển; đo đạc; kiểm tra rà soát; lập; giám sát
thực hiện kế hoạch; triển khai kế hoạch; thực hiện các kế hoạch; thực hiện chỉ tiêu
thực hiện các chỉ tiêu; thực hiện một số chỉ tiêu; thực hiện mục tiêu; thực hiện các mục tiêu
thực hiện nhiệm vụ; nhiệm vụ; thực hiện chỉ tiêu giao; thực hiện chỉ tiêu kế hoạch; tăng cường
nâng cao; điều hành; chỉ đạo; làm việc; đối chiếu; xác nhận; xác minh; thẩm định; kích hoạt
thu nhận; cài đặt; cấp; ra quân; kinh doanh; phân công; khởi tạo; kết nối; liên thông; đồng bộ
phát hành; tạo lập; giao dịch; tập huấn; đào tạo; bồi dưỡng; nộp; gửi nhận; gửi, nhận; phối hợp
trang bị; bán hàng; hỗ trợ chuyển đổi số; hỗ trợ nông dân; hỗ trợ máy; đợt đo; có mặt
"""
"""What is done, and says nothing of what is counted."""

_TOPICS: Final = """
chuyển đổi số; cđs; hạ tầng số; hạ tầng; xã hội số; kinh tế số; chính quyền số; chính phủ số
kinh tế xã hội; kinh tế - xã hội; kinh tế; xã hội; tham gia chuyển đổi số; kt xh; kt-xh; ktxh
bưu chính; bưu chính viễn thông; bcvt; công nghệ thông tin; cntt; tt&tt; tttt; khoa học công nghệ
khoa học và công nghệ; đổi mới sáng tạo; khcn; kh&cn; skhcn; internet; băng rộng; cáp quang
điện thoại thông minh; smartphone; di động; điện thoại di động; điện thoại; thiết bị thông minh
thiết bị số; thiết bị; tài khoản; tài khoản thanh toán; tài khoản ngân hàng; tài khoản giao dịch
thanh toán điện tử; thanh toán; thanh toán không dùng tiền mặt; không dùng tiền mặt
thanh toán trực tuyến; chữ ký số; chữ ký số cá nhân; cá nhân; chữ ký điện tử; định danh điện tử
tài khoản định danh; định danh; vneid; căn cước; căn cước công dân; thẻ căn cước; dịch vụ công
dịch vụ công trực tuyến; trực tuyến; dvc; dvctt; toàn trình; một phần; hồ sơ; hồ sơ trực tuyến
hồ sơ sức khỏe điện tử; sức khỏe; y tế số; hồ sơ sức khỏe; sổ sức khỏe điện tử; thủ tục hành chính
tthc; một cửa; bộ phận một cửa; số hóa; hành chính công; văn bản; văn bản điện tử; ký số
văn bản đi; văn bản đến; tổ công nghệ số cộng đồng; tổ công nghệ số; công nghệ số; cnscđ
cns cộng đồng; cns; thành viên; cộng đồng; từ đủ 15 tuổi trở lên; từ 15 tuổi trở lên; từ 15 tuổi
15 tuổi trở lên; từ 14 tuổi trở lên; người trưởng thành; kỹ năng số; bình dân học vụ số
sàn thương mại điện tử; thương mại điện tử; điện tử; hợp tác xã; ocop; sản phẩm ocop; sản phẩm
điện lưới quốc gia; điện lưới; điện; đề án 06; nghị quyết 57; nq 57; nq57; trung tâm xã
trung tâm hành chính; quy mô dân số; mật độ dân số; mật độ; diện tích; diện tích tự nhiên; dân cư
nhân khẩu học; wifi công cộng; wifi; camera; truyền thanh; đài truyền thanh; truyền hình số
phát thanh; an toàn thông tin; dân số kế hoạch hóa; vị trí; tọa độ; tọa độ trạm; cột phát sóng
loại trạm; cột; trạm gốc; nhà trạm; mạng lưới; vùng phủ; mức độ phủ sóng; chất lượng
chất lượng mạng; chất lượng dịch vụ; chất lượng phủ sóng; doanh nghiệp; chất lượng sóng
doanh nghiệp viễn thông; nhà mạng; các nhà mạng; nhà cung cấp; trắng sóng; lõm sóng; lõm; vùng lõm
vùng lõm sóng; lỏm; lỏm sóng; vùng lỏm; vùng lỏm sóng
vùng trắng; trắng; vùng trắng lõm; chưa có sóng; chưa được phủ sóng; chưa phủ sóng
không có sóng; chưa có cáp quang; chưa có mạng; chưa có internet; chưa có điện; chưa có điện lưới
sóng yếu; tốc độ; tốc độ mạng; băng thông; niên giám; niên giám thống kê; tổng quan; công nghệ
thế hệ; tần số; viễn thông công nghệ thông tin; dân tộc; hộ gia đình; hộ dân; hộ; nhân khẩu
tình trạng sóng; nông thôn mới; xây dựng nông thôn mới; ntm; đô thị thông minh; thông minh
tin học; máy tính; truy cập; kết nối mạng; độ phủ; phát thanh truyền hình; còn dùng 2g; 2g only
only; tiếp cận; khả năng; khả năng tiếp cận; tiếp cận dịch vụ; thông tin và truyền thông
truyền thông; truyền dẫn; truyền hình; theo băng tần; băng tần; cư trú; thực tế cư trú
thống kê cư trú; khoảng trống; đo kiểm và; thời điểm đo kiểm; đo kiểm vùng phủ; đo kiểm chất lượng
điểm dân cư; điểm trường; số điểm; loại điểm; nhà văn hóa; điểm trường học; thị phần
theo lĩnh vực; theo độ tuổi; phân theo độ tuổi; độ tuổi; năng lực; năng lực mạng; tổ trưởng
phương thức; phương thức kết nối; phương tiện; phương tiện tiếp cận; theo thiết bị; học tập
học tập trực tuyến; học trực tuyến; cột ăng ten; ăng ten; theo loại cáp; cáp
chuyển đổi thuê bao 2g; kinh tế xã hội chủ yếu; cố định; internet cố định; vô tuyến; ran
thanh toán số; điểm cáp quang; tiện nghi; pvhcc; ttkdtm; dsgđ; ds; truy cập internet; dịch vụ số
người dân số; điều kiện; đặc điểm; quy mô; dân số và hộ; khu công nghiệp; cổng dịch vụ công
quốc gia; hạ tầng viễn thông thụ động; hạ tầng thụ động; lộ trình tắt sóng; tắt sóng
nền tảng; nền tảng số; các nền tảng
nền tảng dùng chung; cơ sở dữ liệu dùng chung; csdl dùng chung; dữ liệu dân cư; dữ liệu quốc gia
cơ sở dữ liệu quốc gia; csdl quốc gia; xác thực dữ liệu; tslcd; truyền số liệu chuyên dùng; lgsp
ioc; hội nghị truyền hình; hội nghị trực tuyến; họp trực tuyến; điểm cầu; phong trào; bdhvs
hsskđt; nhân lực; nhân sự; đưa sản phẩm ocop lên sàn; đưa sản phẩm lên sàn; lên sàn; lên sàn tmđt
tmđt; đưa lên sàn; sở hữu tài khoản; sở hữu điện thoại; sở hữu smartphone; dti; chỉ số dti; attt
bảo đảm an toàn thông tin; đảm bảo an toàn thông tin
an toàn thông tin mạng; cơ sở giáo dục; cks; đdđt; tktt; qlvb; onetouch; one touch; tthc
nền tảng học trực tuyến; học trực tuyến mở; mở đại trà; chuyển đổi số quốc gia; học bạ số
học bạ điện tử; học bạ; chứng thư số; chứng thư chữ ký số; chứng thư; phí, lệ phí; phí lệ phí
lệ phí; nhóm zalo; zalo; ngành y tế; ngành giáo dục; y tế tuyến xã; y tế tuyến cơ sở
"""
"""What tables of this kind are about."""

_PLACES: Final = """
trên địa bàn; địa bàn; tại; toàn tỉnh; cả tỉnh; trong tỉnh; tỉnh; toàn quốc; cả nước; toàn xã
tuyến xã; tuyến cơ sở
cấp xã; cấp thôn; cấp tỉnh; cấp huyện; xã; phường; đặc khu; thị trấn; xã phường; huyện; thành phố
thị xã; quận; thôn; bản; ấp; khóm; khu phố; tổ dân phố; đơn vị; đơn vị hành chính; đơn vị cấp xã
đvhc; đơn vị hành chính mới; đơn vị hành chính cũ; địa phương; các địa phương; khu vực; vùng
tiểu vùng; cụm; cụm thi đua; phố; trước và sau sắp xếp; trước và sau sáp nhập; trước và sau
xã mới; và số liệu của xã mới; phường mới; tỉnh mới; xã cũ; phường cũ; xã cũ còn lại
theo địa giới mới; địa giới mới; tỉnh cũ; huyện cũ; địa bàn cũ; sau sắp xếp; sau sáp nhập
sau hợp nhất; sau khi sắp xếp; sau khi sáp nhập; sau khi hợp nhất; sắp xếp; sáp nhập
trước sắp xếp; trước sáp nhập; trước khi sắp xếp; trước khi sáp nhập; hợp nhất; hai cấp
chính quyền địa phương; mô hình chính quyền; địa giới hành chính; địa giới; thành thị; nông thôn
thành thị nông thôn; miền núi; đồng bằng; ven biển; phía bắc; phía nam; phía đông; phía tây
việt nam; vn; ngân hàng nhà nước; điện lực; huyện lỵ; tỉnh lỵ; trung du; tp; tx
"""
"""Where."""

_WHEN: Final = """
ngày; tháng; quý; năm; tuần; kỳ; giờ; lúc; đến; tính đến; tính tới; tính từ; đến hết; đến ngày
hết; đến thời điểm; thời điểm; tại thời điểm; cuối; cuối kỳ; cuối năm; cuối quý; cuối tháng
đầu năm; tháng đầu năm; nửa đầu năm; hiện nay; hiện tại; hiện; tháng trong năm; chốt; chốt đến
cập nhật đến; kỳ này; kỳ số liệu; thời gian; so với tháng trước; so với quý trước; so với kỳ trước
so với bình quân; so với tổng số; so với tổng; so với dân số; so với kế hoạch; so với chỉ tiêu
so với mục tiêu; i; ii; iii; iv; v; vi; vii; viii; ix; x; qua các kỳ; qua các năm; theo quý
theo tháng; theo năm; ngày tháng năm; trong năm; giai đoạn; trước và sau; trước tháng
"""
"""When."""

_BETWEEN: Final = """
và; của; các; cho; theo; về; với; do; từ; ở; là; được; đã; đang; có; bằng; để; gồm; bao gồm; qua
trong; trên; tới; như; tính; phân; chia; phân theo; chia theo; phân loại; trong đó; thuộc; sau
hay; đối với; nhằm; khi; trong việc; sự; việc; việc thực hiện; cùng; cả; đầy đủ; riêng; hoặc
tương ứng; mức độ; mức; độ; số lượng; sl; tỷ lệ; tỉ lệ; tổng số; tổng; cộng; tổng cộng; đvt
hiện có; dân số trung bình; trung bình; bình quân; hết năm; chiếm; đạt; đạt được; tên đơn vị
người dân
"""
"""Small words, and those of counting."""

_ENGLISH: Final = """
report; reports; table; tables; data; summary; list; annex; appendix; form; statistics
statistical; status; current; currently; coverage; kpi; kpis; and; or; the; of; in; at; by; per
for; to; as; on; from; with; number; numbers; quarter; month; year; date; digital; infrastructure
telecom; mobile; telecommunications; commune; communes; ward; wards; province; provincial
district; districts; q; department; science; technology; unit; units; situation; results; result
indicators; indicator; page; broadband; fixed; network; operator; operators; vietnam; viet nam
raw; export; output; main; overview; progress; detail; details; no; level; basic; general; rate
rates; transformation; ict; bilingual; index; cover; dashboard; final; word; print; area; posts
framework; logframe; reference; cut-off; cut off; group; first; second; third; fourth; end; former
subtotal; branch; quarterly; monthly; annual; exchange; project; financial; inclusion; inclusive
sex; disaggregated; updated; update; printed; tracking; web; dump; air; villages; start; time
end time; start time; report time; period; site; sites; households; population; readiness; access
connectivity; internet; pass; figure; figures; fibre; fiber; any; all; together; since; january
february; march; april; may; june; july; august; september; october; november; december; village
people; service; services; public; online; files; schools; social; society; subscribers; guide
one-stop; one; stop; shop; shops; without; signal; a; row; sheet
"""

ORDINARY: Final = frozenset(
    normalise(one).strip()
    for some in (_DOCUMENTS, _DOINGS, _TOPICS, _PLACES, _WHEN, _BETWEEN, _ENGLISH)
    for one in re.split(r"[;\n]", some)
    if one.strip()
)
"""All of them, words and phrases, in small letters."""
