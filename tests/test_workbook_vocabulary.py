"""What offices call figures of digital government, society and economy, and what is none."""

from __future__ import annotations

import pytest

from dxanalysis.scaffold import heading
from dxanalysis.scaffold.templates import _catalogue
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import FIGURES

KNOWN = {
    "procedures_full": [
        "Số TTHC được cung cấp ở mức độ toàn trình",
        "TTHC thực hiện trực tuyến toàn trình trên Hệ thống", "TTHC cung cấp DVCTTTT",
    ],
    "procedures_fully_online_pct": [
        "Tỷ lệ cung cấp TTHC toàn trình (%)",
    ],
    "procedures_partial": [
        "Số lượng TTHC cung cấp DVCTTMP",
    ],
    "procedures": [
        "Tổng số TTHC thuộc thẩm quyền giải quyết của UBND xã", "Số TTHC thực hiện tại xã",
        "Tổng số thủ tục",
    ],
    "services_full": [
        "Số DVC trực tuyến mức toàn trình", "DVCTT cung cấp toàn trình trên Cổng DVC",
    ],
    "services_fully_online_pct": [
        "Tỷ lệ cung cấp DVCTT toàn trình (%)", "Tỷ trọng DVCTT toàn trình trong tổng số DVCTT",
    ],
    "services_partial": [
        "Dịch vụ công trực tuyến ở mức một phần",
    ],
    "services": [
        "Tổng số dịch vụ công trực tuyến đang cung cấp",
    ],
    "files_online": [
        "Số hồ sơ tiếp nhận theo hình thức trực tuyến", "Số hồ sơ TTHC nộp qua Cổng DVC",
        "Hồ sơ công dân nộp online", "HS phát sinh trực tuyến",
        "Số hồ sơ tiếp nhận qua hình thức trực tuyến", "Hồ sơ nộp qua dịch vụ công trực tuyến",
        "Trực tuyến | Số hồ sơ", "Số lượng hồ sơ TTHC tiếp nhận trực tuyến",
    ],
    "files_online_pct": [
        "Tỷ lệ nộp hồ sơ trực tuyến (%)", "Tỷ lệ tiếp nhận hồ sơ trực tuyến",
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến/tổng số hồ sơ tiếp nhận (%)",
    ],
    "files": [
        "Tổng số hồ sơ TTHC đã tiếp nhận", "Số hồ sơ tiếp nhận tại Bộ phận một cửa",
        "Tổng số hồ sơ tiếp nhận (trực tiếp, trực tuyến, BCCI)",
    ],
    "files_on_time": [
        "Số hồ sơ đã giải quyết đúng và trước hạn", "Số hồ sơ được trả đúng hẹn",
        "Số hồ sơ giải quyết đúng hạn (bao gồm cả trước hạn)", "Hồ sơ xử lý đúng hạn",
    ],
    "files_on_time_pct": [
        "Tỷ lệ hồ sơ TTHC giải quyết trước hạn, đúng hạn (%)", "Tỷ lệ trả kết quả đúng hẹn (%)",
        "Tỷ lệ giải quyết hồ sơ TTHC đúng hạn (%)",
        "Tỷ lệ hồ sơ giải quyết đúng hạn/tổng số hồ sơ đã giải quyết (%)",
    ],
    "files_settled": [
        "Tổng số hồ sơ đã giải quyết xong", "Số hồ sơ TTHC đã xử lý",
    ],
    "files_paid_online": [
        "Số hồ sơ đã thanh toán phí, lệ phí trực tuyến", "Số hồ sơ có thanh toán trực tuyến",
        "Số hồ sơ phát sinh thanh toán trực tuyến", "HS nộp lệ phí online",
    ],
    "files_paid_online_pct": [
        "Tỷ lệ thanh toán trực tuyến phí, lệ phí (%)",
        "Tỷ lệ hồ sơ thanh toán trực tuyến trên tổng số hồ sơ có yêu cầu nghĩa vụ tài chính",
    ],
    "files_with_fee": [
        "Số hồ sơ phát sinh nghĩa vụ tài chính", "Tổng số hồ sơ có yêu cầu thanh toán",
    ],
    "files_on_portal": [
        "Số hồ sơ đã đồng bộ lên Cổng DVCQG", "Hồ sơ thống kê trên Cổng Dịch vụ công quốc gia",
    ],
    "users_of_services": [
        "Số người dân và doanh nghiệp đã sử dụng dịch vụ công trực tuyến",
    ],
    "users_online_services_pct": [
        "Tỷ lệ người dân, doanh nghiệp sử dụng DVCTT (%)",
    ],
    "communes_with_modern_one_stop": [
        "Bộ phận Một cửa hiện đại", "Số xã có BPMC hiện đại",
    ],
    "communes_modern_one_stop_pct": [
        "Tỷ lệ xã có bộ phận một cửa hiện đại (%)",
    ],
    "communes_with_one_stop_staff": [
        "Số xã đã bố trí cán bộ trực BPMC",
    ],
    "one_stop_officers": [
        "Số cán bộ, công chức làm việc tại TTPVHCC xã",
        "Nhân sự Trung tâm Phục vụ hành chính công", "Số CBCC bố trí tại một cửa",
        "Số cán bộ trực tiếp nhận hồ sơ tại BPMC",
    ],
    "one_stop_counters": [
        "Số quầy giao dịch tại Trung tâm PVHCC", "Quầy tiếp nhận hồ sơ một cửa",
    ],
    "results_digitised": [
        "Số KQ giải quyết TTHC được số hóa", "Số kết quả TTHC số hóa, ký số",
        "Kết quả giải quyết TTHC số hóa trên hệ thống",
    ],
    "results_digitised_pct": [
        "Tỷ lệ số hóa kết quả TTHC (%)",
        "Tỷ lệ kết quả TTHC đã số hóa/tổng số kết quả đã trả (%)",
    ],
    "results": [
        "Số kết quả giải quyết TTHC đã trả",
    ],
    "feeds_current": [
        "Số nguồn dữ liệu IOC được cập nhật đúng kỳ", "Nguồn dữ liệu về IOC cập nhật đúng hạn",
    ],
    "feeds": [
        "Số nguồn dữ liệu kết nối về IOC",
    ],
    "ioc_accounts": [
        "Số tài khoản người dùng hệ thống IOC", "Tài khoản IOC được cấp",
    ],
    "datasets": [
        "Số bộ dữ liệu mở được công bố", "Số tập dữ liệu trên Cổng dữ liệu mở",
    ],
    "datasets_machine_readable": [
        "Số bộ dữ liệu mở ở định dạng máy đọc được",
    ],
    "datasets_stale": [
        "Số bộ dữ liệu mở quá hạn chưa cập nhật",
    ],
    "calls": [
        "Số lượt gọi API qua LGSP",
    ],
    "calls_succeeded": [
        "Số lượt gọi API qua LGSP thành công",
    ],
    "calls_succeeded_pct": [
        "Tỷ lệ gọi API LGSP thành công (%)",
    ],
    "agencies_on_lgsp": [
        "Số cơ quan, đơn vị kết nối, chia sẻ dữ liệu qua LGSP",
    ],
    "agencies_lgsp_pct": [
        "Tỷ lệ cơ quan kết nối LGSP/tổng số cơ quan (%)",
    ],
    "agencies_on_population_db": [
        "Số cơ quan kết nối CSDL quốc gia về dân cư", "Cơ quan khai thác CSDLQG về dân cư",
    ],
    "agencies_on_business_db": [
        "Số cơ quan kết nối CSDL quốc gia về đăng ký doanh nghiệp",
    ],
    "agencies_on_land_db": [
        "Số cơ quan kết nối CSDL đất đai quốc gia",
    ],
    "agencies_on_civil_status_db": [
        "Số cơ quan kết nối CSDL hộ tịch điện tử toàn quốc",
    ],
    "population_db_queries": [
        "Số lượt tra cứu thông tin công dân trong CSDL quốc gia về dân cư",
        "Số lượt khai thác, xác thực CSDL dân cư",
    ],
    "agencies_on_network": [
        "Số cơ quan đã kết nối mạng TSLCD",
    ],
    "agencies_network_pct": [
        "Tỷ lệ cơ quan, đơn vị kết nối mạng truyền số liệu chuyên dùng (%)",
    ],
    "working_age_with_skills": [
        "Số người trong độ tuổi lao động đã được phổ cập kỹ năng số",
        "Số người trong độ tuổi lao động được tập huấn, bồi dưỡng kỹ năng số cơ bản",
    ],
    "working_age_skills_pct": [
        "Tỷ lệ người trong độ tuổi lao động được đào tạo kỹ năng số cơ bản (%)",
    ],
    "working_age": [
        "Dân số trong độ tuổi lao động",
    ],
    "training_sessions": [
        "Số lớp tập huấn kỹ năng số đã mở", "Số buổi tập huấn chuyển đổi số",
        "Số lớp bồi dưỡng, tập huấn về chuyển đổi số, kỹ năng số",
    ],
    "training_attendances": [
        "Số lượt người được tập huấn kỹ năng số",
        "Số lượt người tham dự lớp tập huấn chuyển đổi số",
        "Tổng số lượt người tham gia tập huấn",
    ],
    "learners": [
        "Số người học đăng ký trên nền tảng OneTouch", "Số học viên ghi danh khóa học OneTouch",
    ],
    "learners_completed": [
        "Số người hoàn thành khóa học trên OneTouch",
    ],
    "communes_with_zalo": [
        "Nhóm Zalo hỗ trợ chuyển đổi số", "Có nhóm Zalo tổ công nghệ số cộng đồng",
    ],
    "officers_with_signature": [
        "Số lãnh đạo có thẩm quyền ký được cấp CKS",
    ],
    "officers_signature_pct": [
        "Tỷ lệ cán bộ có thẩm quyền ký số được cấp chữ ký số (%)",
    ],
    "officers_authorised": [
        "Số lãnh đạo có thẩm quyền ký văn bản",
    ],
    "agencies_with_signature": [
        "Số cơ quan, đơn vị được cấp chữ ký số", "Cơ quan nhà nước đã sử dụng chữ ký số",
    ],
    "documents_signed": [
        "Số văn bản phát hành được ký số", "Văn bản đi được ký số và gửi qua trục liên thông",
        "Số văn bản điện tử có ký số",
    ],
    "documents_signed_pct": [
        "Tỷ lệ văn bản đi ký số trên tổng số văn bản đi (%)",
    ],
    "documents_electronic": [
        "Số văn bản đi được gửi dưới dạng điện tử", "Số văn bản trao đổi trên môi trường điện tử",
    ],
    "documents_electronic_pct": [
        "Tỷ lệ văn bản gửi, nhận điện tử (%)",
    ],
    "documents": [
        "Tổng số văn bản đi đã phát hành",
    ],
    "conferences_online": [
        "Số cuộc họp trực tuyến", "Số cuộc họp được tổ chức theo hình thức trực tuyến",
    ],
    "conferences_online_pct": [
        "Tỷ lệ cuộc họp trực tuyến (%)",
    ],
    "conferences": [
        "Tổng số cuộc họp", "Số hội nghị, cuộc họp đã tổ chức",
    ],
    "sites_connected": [
        "Số điểm cầu trực tuyến đã kết nối",
    ],
    "sites_conference_pct": [
        "Tỷ lệ điểm cầu trực tuyến được kết nối (%)",
    ],
    "conference_sites": [
        "Số điểm cầu theo kế hoạch",
    ],
    "people_with_epayment": [
        "Số người dân có tài khoản ngân hàng",
    ],
    "transactions_cashless": [
        "Số giao dịch thanh toán không dùng tiền mặt", "Số lượt giao dịch không dùng tiền mặt",
    ],
    "transactions_cashless_pct": [
        "Tỷ lệ giao dịch thanh toán không dùng tiền mặt (%)",
    ],
    "transactions": [
        "Tổng số giao dịch thanh toán",
    ],
    "retail_online": [
        "Doanh số thương mại điện tử (tỷ đồng)", "Doanh thu bán lẻ TMĐT (tỷ đồng)",
    ],
    "retail_ecommerce_pct": [
        "Tỷ trọng TMĐT trong tổng mức bán lẻ (%)",
    ],
    "retail": [
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng (tỷ đồng)",
    ],
    "value_added_digital": [
        "Giá trị tăng thêm của kinh tế số (tỷ đồng)",
    ],
    "gdp_digital_pct": [
        "Tỷ trọng kinh tế số trong GRDP (%)",
        "Tỷ trọng giá trị tăng thêm của kinh tế số trong GRDP (%)",
    ],
    "value_added": [
        "Tổng sản phẩm trên địa bàn (GRDP) (tỷ đồng)",
    ],
    "products_listed": [
        "Số sản phẩm OCOP bán trên sàn TMĐT", "Sản phẩm OCOP đã đưa lên sàn thương mại điện tử",
    ],
    "products_listed_pct": [
        "Tỷ lệ sản phẩm OCOP lên sàn TMĐT (%)",
    ],
    "products_traceable": [
        "Số SP OCOP được gắn mã QR truy xuất nguồn gốc",
        "Sản phẩm OCOP có tem truy xuất nguồn gốc",
    ],
    "products": [
        "Số SP OCOP đã được công nhận",
    ],
    "cooperatives_online": [
        "Số HTX có gian hàng trên sàn TMĐT", "HTX đưa sản phẩm lên sàn thương mại điện tử",
        "Số HTX ứng dụng TMĐT bán hàng",
    ],
    "cooperatives": [
        "Tổng số hợp tác xã trên địa bàn",
    ],
    "adults_with_smartphone": [
        "Số người từ 15 tuổi có điện thoại thông minh",
    ],
    "people_with_smartphone": [
        "Dân số có smartphone",
    ],
    "subscribers_with_smartphone": [
        "Số thuê bao smartphone",
    ],
    "people_with_health_record": [
        "Số người dân được lập hồ sơ sức khỏe điện tử", "Số người có HSSKĐT",
        "Người dân có sổ sức khỏe điện tử", "Số dân được khởi tạo hồ sơ SKĐT",
    ],
    "population_health_record_pct": [
        "Tỷ lệ người dân có HSSKĐT (%)",
        "Tỷ lệ dân số được quản lý sức khỏe bằng hồ sơ điện tử (%)",
    ],
    "schools_with_4g": [
        "Số cơ sở giáo dục có sóng 4G", "Số trường học nằm trong vùng phủ sóng 4G",
    ],
    "schools_covered_pct": [
        "Tỷ lệ trường học được phủ sóng 4G (%)",
    ],
    "schools": [
        "Số cơ sở giáo dục", "Tổng số trường, điểm trường",
    ],
    "clinics_with_4g": [
        "Số cơ sở y tế có sóng 4G",
    ],
    "clinics_covered_pct": [
        "Tỷ lệ CSYT được phủ 4G (%)",
    ],
    "health_stations": [
        "Số cơ sở KCB", "Tổng số cơ sở y tế",
    ],
    "smart_classrooms": [
        "Số lớp học thông minh được trang bị", "Số phòng học thông minh đang sử dụng",
    ],
    "smart_hospitals": [
        "Số bệnh viện đạt tiêu chí bệnh viện thông minh",
    ],
    "security_staff": [
        "Số cán bộ phụ trách ATTT, CĐS", "Tổng số nhân lực ATTT",
    ],
    "security_staff_full_time": [
        "Số cán bộ chuyên trách ATTT, CĐS",
    ],
    "security_staff_full_time_pct": [
        "Tỷ lệ nhân lực ATTT chuyên trách (%)",
    ],
    "communes_with_security_staff": [
        "Số xã có cán bộ phụ trách ATTT",
    ],
    "agencies_with_it_staff": [
        "Số cơ quan có cán bộ chuyên trách CNTT",
        "Số cơ quan, đơn vị bố trí cán bộ phụ trách CNTT",
    ],
    "officers_with_computer_skills": [
        "Số CBCC cấp tỉnh thành thạo máy tính",
    ],
    "staff_support": [
        "Kinh phí hỗ trợ cán bộ chuyên trách CĐS (đồng)",
    ],
    "points_scored": [
        "Tổng điểm chuyển đổi số", "Điểm đánh giá CĐS cấp xã",
    ],
    "points_possible": [
        "Điểm tối đa chuyển đổi số",
    ],
    "dti_scored": [
        "Điểm chỉ số DTI", "Điểm DTI (tổng điểm)",
    ],
    "villages_with_team": [
        "Số thôn thành lập tổ CNSCĐ", "Số TDP có tổ công nghệ số cộng đồng",
    ],
    "people_with_eid": [
        "Số người đủ điều kiện được kích hoạt định danh mức 2",
    ],
    "possible_users": [
        "Số người trưởng thành và doanh nghiệp",
    ],
}  # fmt: skip
OTHERS = [
    # Plans, rises, what is lacking, money, other subjects, other wholes, and bare words.
    "Kế hoạch cung cấp TTHC toàn trình", "Số TTHC toàn trình có phát sinh hồ sơ",
    "Tỷ lệ TTHC toàn trình có phát sinh hồ sơ (%)", "Số TTHC đủ điều kiện toàn trình",
    "Số TTHC chưa cung cấp toàn trình", "Số TTHC cung cấp toàn trình tăng thêm",
    "Số TTHC toàn trình mới trong quý", "Số TTHC công bố mới", "Số TTHC sửa đổi, bổ sung",
    "Số TTHC đã cắt giảm", "Số TTHC có thu phí", "Số TTHC đã tích hợp lên Cổng DVCQG",
    "Số TTHC lĩnh vực đất đai", "Số TTHC nội bộ", "Tỷ lệ TTHC toàn trình trên tổng số DVCTT (%)",
    "Tỷ lệ DVC toàn trình/tổng số hồ sơ (%)", "Số DVCTT toàn trình có phát sinh hồ sơ",
    "Số DVCTT chưa có hồ sơ", "Số DVCTT tích hợp trên Cổng DVCQG", "Số dịch vụ công ích",
    "Số dịch vụ công trực tuyến mới cung cấp", "Số hồ sơ DVCTT toàn trình",
    "Số hồ sơ nộp trực tuyến bị trả lại", "Số hồ sơ trực tuyến đã giải quyết",
    "Số hồ sơ trực tuyến đúng hạn", "Số hồ sơ trực tuyến quá hạn",
    "Số hồ sơ trực tuyến tăng so với cùng kỳ", "Chỉ tiêu hồ sơ trực tuyến",
    "Kế hoạch hồ sơ trực tuyến (%)",
    "Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ đã giải quyết (%)",
    "Tỷ lệ hồ sơ trực tuyến/tổng số hồ sơ của DVCTT toàn trình (%)",
    "Số hồ sơ nộp trực tiếp và qua bưu chính", "Hồ sơ tiếp nhận (trực tiếp, bưu chính)",
    "Hồ sơ tiếp nhận qua bưu chính công ích", "Số hồ sơ chứng thực điện tử", "Số hồ sơ rút",
    "Hồ sơ bị trả lại", "Hồ sơ kỳ trước chuyển qua", "Số hồ sơ đang giải quyết đúng hạn",
    "Số hồ sơ đang giải quyết | Đúng hạn", "Số hồ sơ chưa giải quyết", "Số hồ sơ phải giải quyết",
    "Hồ sơ giải quyết trễ hạn", "Số hồ sơ giải quyết trước hạn", "Tỷ lệ hồ sơ trước hạn (%)",
    "Tỷ lệ hồ sơ đúng hạn trên tổng số hồ sơ tiếp nhận (%)",
    "Tỷ lệ hồ sơ đúng hạn/tổng số hồ sơ (%)", "Tỷ lệ văn bản giải quyết đúng hạn (%)",
    "Số nhiệm vụ hoàn thành đúng hạn", "Số đơn thư giải quyết đúng hạn",
    "Số phản ánh kiến nghị xử lý đúng hạn", "Số tiền nộp phí, lệ phí trực tuyến (đồng)",
    "Số tiền phí, lệ phí thanh toán trực tuyến (triệu đồng)",
    "Số giao dịch thanh toán trực tuyến phí, lệ phí", "Số TTHC thanh toán trực tuyến",
    "Tỷ lệ hồ sơ thanh toán trực tuyến trên tổng số hồ sơ tiếp nhận (%)",
    "Tỷ lệ hồ sơ thanh toán trực tuyến/tổng số hồ sơ TTHC (%)", "Hồ sơ nộp phí bằng tiền mặt",
    "Hồ sơ phải nộp phí chưa thanh toán trực tuyến", "Mục tiêu hồ sơ thanh toán trực tuyến",
    "Số hồ sơ đất đai thanh toán trực tuyến", "Số phản ánh trên Cổng DVCQG",
    "Số hồ sơ đồng bộ chưa thành công lên Cổng DVCQG", "Tỷ lệ đồng bộ hồ sơ lên Cổng DVCQG (%)",
    "Số người dùng Cổng DVC", "Số tài khoản Cổng DVC đã đăng ký",
    "Tỷ lệ người dân trưởng thành sử dụng DVCTT (%)",
    "Số người dân, doanh nghiệp hài lòng với DVCTT",
    "Số lượt người dân, doanh nghiệp sử dụng DVCTT", "Số doanh nghiệp sử dụng DVCTT",
    "Số người dân sử dụng DVCTT", "Số doanh nghiệp", "Số hộ kinh doanh",
    "Diện tích bộ phận một cửa (m2)", "Kinh phí một cửa hiện đại", "Số máy tính một cửa hiện đại",
    "Chưa có bộ phận một cửa hiện đại", "Số xã chưa có một cửa hiện đại",
    "Năm đưa vào hoạt động một cửa hiện đại", "Số cán bộ một cửa được tập huấn",
    "Số cán bộ một cửa còn thiếu", "Nhu cầu cán bộ một cửa", "Kế hoạch bố trí cán bộ một cửa",
    "Phụ cấp cán bộ một cửa (đồng)", "Số công chức được luân chuyển đến bộ phận một cửa mới",
    "Mức độ hài lòng của người dân tại bộ phận một cửa (%)",
    "Số lượt người dân đến bộ phận một cửa", "Số hồ sơ tiếp nhận bình quân một quầy",
    "Số quầy một cửa cần bổ sung", "Số quầy thuốc", "Số quầy hàng chợ",
    "Số kết quả giải quyết TTHC chưa số hóa", "Số kết quả giải quyết TTHC phải số hóa",
    "Kế hoạch số hóa kết quả TTHC", "Tỷ lệ số hóa hồ sơ (%)", "Tỷ lệ số hóa thành phần hồ sơ (%)",
    "Tỷ lệ số hóa kết quả trên tổng số hồ sơ tiếp nhận (%)", "Số hồ sơ hộ tịch số hóa",
    "Số trang số hóa", "Số kết quả liên thông", "Số nguồn dữ liệu IOC chưa cập nhật",
    "Số nguồn dữ liệu cần kết nối IOC", "Số chỉ tiêu trên IOC", "Số camera IOC",
    "Số lượt truy cập IOC", "Số tài khoản IOC bị khóa", "Số tài khoản IOC đề nghị cấp",
    "Số bộ dữ liệu mở chưa công bố", "Kế hoạch mở dữ liệu", "Số lượt truy cập cổng dữ liệu mở",
    "Số bộ dữ liệu mở công bố mới", "Số bộ dữ liệu chuyên ngành", "Số cơ quan công bố dữ liệu mở",
    "Số lượt gọi LGSP không thành công", "Số lượt gọi LGSP thất bại", "Số dịch vụ LGSP",
    "Số cơ quan chưa kết nối LGSP", "Kế hoạch cơ quan kết nối LGSP",
    "Số cơ quan cần kết nối LGSP", "Số hệ thống kết nối LGSP",
    "Số cơ quan kết nối CSDL cán bộ công chức viên chức", "Số cơ quan kết nối CSDL bảo hiểm",
    "Tỷ lệ cơ quan kết nối LGSP trên tổng số hệ thống (%)", "Số thửa đất trong CSDL đất đai",
    "Số lượt tra cứu CSDL hộ tịch", "Số lượt tra cứu CSDL dân cư bị từ chối",
    "Số tài khoản tra cứu CSDL dân cư", "Số nhân khẩu được làm sạch trên CSDL dân cư",
    "Số cơ quan chưa kết nối mạng TSLCD", "Kinh phí thuê mạng TSLCD",
    "Số điểm kết nối mạng TSLCD", "Số người được tập huấn an toàn thông tin",
    "Số lượt người trong độ tuổi lao động được tập huấn kỹ năng số",
    "Số người trong độ tuổi lao động chưa được tập huấn kỹ năng số",
    "Chỉ tiêu phổ cập kỹ năng số người trong độ tuổi lao động", "Số lao động qua đào tạo nghề",
    "Số người lao động được đào tạo", "Số cán bộ được đào tạo kỹ năng số",
    "Tỷ lệ lao động qua đào tạo (%)", "Số lớp đào tạo nghề", "Số lớp học", "Số lớp xóa mù chữ",
    "Số lớp tập huấn dự kiến", "Số lớp tập huấn an toàn giao thông",
    "Số lớp tập huấn khuyến nông", "Kinh phí mở lớp tập huấn",
    "Số lượt người tham gia tập huấn trực tuyến", "Số giảng viên lớp tập huấn",
    "Số học viên lớp tập huấn", "Số học viên", "Số học viên OneTouch bỏ học",
    "Số khóa học OneTouch", "Số học viên đang học OneTouch", "Số thành viên nhóm Zalo",
    "Số thôn có nhóm Zalo", "Chưa có nhóm Zalo", "Số bài đăng nhóm Zalo", "Zalo OA của xã",
    "Số cán bộ có thẩm quyền chưa có chữ ký số", "Số cán bộ có chữ ký số",
    "Số công chức được cấp chữ ký số", "Kế hoạch cấp chữ ký số cho cán bộ có thẩm quyền",
    "Số chữ ký số đã cấp cho cơ quan", "Số cơ quan chưa có chữ ký số", "Số văn bản chưa ký số",
    "Số văn bản đến ký số", "Số văn bản đến điện tử", "Số văn bản giấy phát hành",
    "Số văn bản quy phạm pháp luật ban hành", "Số văn bản chỉ đạo chuyển đổi số đã ban hành",
    "Số văn bản mật", "Mục tiêu văn bản ký số",
    "Tỷ lệ văn bản ký số trên tổng số văn bản đến (%)", "Tỷ lệ văn bản đến xử lý đúng hạn (%)",
    "Số văn bản phát hành tăng thêm", "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng (%)",
    "Số phòng họp trực tuyến", "Số cuộc họp không giấy tờ", "Số hội nghị trực tiếp",
    "Kế hoạch hội nghị trực tuyến", "Số đại biểu dự hội nghị trực tuyến",
    "Số điểm cầu chưa kết nối", "Số điểm cầu cần bổ sung", "Số điểm cầu cấp xã bị lỗi",
    "Kinh phí hội nghị trực tuyến", "Giá trị giao dịch không dùng tiền mặt (triệu đồng)",
    "Số giao dịch bằng tiền mặt", "Tỷ lệ giá trị giao dịch không dùng tiền mặt (%)",
    "Số điểm chấp nhận thanh toán không dùng tiền mặt",
    "Số hộ kinh doanh thanh toán không dùng tiền mặt",
    "Tỷ lệ giao dịch không dùng tiền mặt trên tổng giá trị (%)",
    "Doanh thu thương mại điện tử (triệu đồng)",
    "Doanh thu thương mại điện tử tăng so với năm trước",
    "Kế hoạch doanh thu thương mại điện tử (tỷ đồng)", "Thuế từ thương mại điện tử (tỷ đồng)",
    "Doanh thu viễn thông (tỷ đồng)", "Doanh thu bán lẻ (tỷ đồng)",
    "Tổng mức bán lẻ bình quân đầu người (tỷ đồng)", "Tốc độ tăng tổng mức bán lẻ (%)",
    "GRDP bình quân đầu người (triệu đồng)", "Tốc độ tăng trưởng GRDP (%)",
    "Tỷ trọng nông nghiệp trong GRDP (%)", "Tỷ trọng kinh tế số ICT trong GRDP (%)",
    "Mục tiêu tỷ trọng kinh tế số trong GRDP (%)", "Doanh thu kinh tế số (tỷ đồng)",
    "Số doanh nghiệp kinh tế số", "Số sản phẩm OCOP 4 sao", "Số sản phẩm OCOP mới",
    "Số sản phẩm OCOP hết hạn", "Số chủ thể OCOP trên sàn TMĐT", "Kế hoạch sản phẩm OCOP lên sàn",
    "Doanh thu OCOP trên sàn TMĐT", "Số sản phẩm nông sản trên sàn TMĐT",
    "Tỷ lệ sản phẩm OCOP lên sàn trên tổng số sản phẩm nông nghiệp (%)",
    "Số sản phẩm OCOP chưa truy xuất nguồn gốc", "Số tem truy xuất nguồn gốc",
    "Số hợp tác xã nông nghiệp", "Số hợp tác xã thành lập mới", "Số hợp tác xã ngừng hoạt động",
    "Số hợp tác xã chưa bán hàng trực tuyến", "Số hộ bán hàng trực tuyến",
    "Số thành viên hợp tác xã", "Số hợp tác xã ứng dụng công nghệ cao",
    "Số hồ sơ sức khỏe điện tử cập nhật trong tháng", "Số người chưa có hồ sơ sức khỏe điện tử",
    "Kế hoạch lập hồ sơ sức khỏe điện tử", "Số trẻ em có hồ sơ sức khỏe điện tử",
    "Số bệnh án điện tử", "Số người tích hợp sổ sức khỏe điện tử trên VNeID",
    "Số trường học có phòng máy tính", "Số trường học có internet",
    "Số trường học chưa có sóng 4G", "Số trường đạt chuẩn quốc gia", "Số cơ sở y tế có internet",
    "Số cơ sở y tế chưa có sóng 4G", "Số lớp học thông minh cần đầu tư",
    "Kế hoạch lớp học thông minh", "Số phòng học", "Số trường học thông minh", "Số bệnh viện",
    "Số bệnh viện thông minh dự kiến", "Số xã có bệnh viện thông minh",
    "Số cán bộ kiêm nhiệm an toàn thông tin", "Số cán bộ an toàn thông tin được tập huấn",
    "Nhân lực an toàn thông tin còn thiếu", "Kế hoạch nhân lực an toàn thông tin",
    "Nhân lực công nghệ thông tin", "Số sự cố an toàn thông tin", "Số cán bộ công nghệ thông tin",
    "Số cơ quan chưa có cán bộ công nghệ thông tin",
    "Số cơ quan, đơn vị có cán bộ được tập huấn CNTT", "Số cán bộ cấp xã thành thạo máy tính",
    "Số máy tính cấp tỉnh", "Kinh phí hỗ trợ tổ công nghệ số", "Kinh phí chuyển đổi số (đồng)",
    "Kinh phí đào tạo nhân lực chuyển đổi số (đồng)",
    "Dự toán kinh phí hỗ trợ nhân lực chuyển đổi số (đồng)",
    "Kế hoạch kinh phí hỗ trợ nhân lực chuyển đổi số (đồng)",
    "Số người được hỗ trợ nhân lực chuyển đổi số", "Điểm tự đánh giá chuyển đổi số",
    "Điểm trừ chuyển đổi số", "Xếp hạng chuyển đổi số", "Điểm DTI năm trước", "Mục tiêu điểm DTI",
    "Xếp hạng DTI", "Điểm CCHC", "Điểm hài lòng", "Số điểm hỗ trợ chuyển đổi số",
    "Điểm DTI tăng thêm", "Số điểm truy cập chuyển đổi số", "Nhiệm vụ chuyển đổi số hoàn thành",
    "Thủ tục hành chính", "TTHC", "Tên thủ tục", "Số tổ chức, cá nhân",
    "Hồ sơ giải quyết TTHC | Quá hạn", "Số lượt ký số", "Số cơ quan, đơn vị có tài khoản IOC",
    "Tổng mức bán lẻ tăng thêm (tỷ đồng)", "Số công dân đủ điều kiện chưa kích hoạt định danh",
    "Số lượt gọi tổng đài", "Số cuộc gọi 1022", "Số tài khoản", "Số khóa học", "Số văn bản",
    "Số kinh phí", "Kinh phí", "Số tiền hỗ trợ", "Số cán bộ", "Số công chức", "Nhân sự",
    "Chuyển đổi số", "Kinh tế số", "Số nguồn dữ liệu", "Số bộ dữ liệu", "Dữ liệu mở",
    "Số lượt gọi", "Hoàn thành", "Kết nối", "Đúng hạn", "Thành công",
    "Số quầy giao dịch ngân hàng", "Số nhân viên y tế",
]  # fmt: skip
PAIRS = [
    # A part of what the level above counts, and the whole below a title of its part.
    ("Số hồ sơ tiếp nhận / Trong đó: nộp qua mạng", "files_online"),
    ("Kết quả giải quyết hồ sơ / Đúng hạn (gồm cả trước hạn)", "files_on_time"),
    ("Hồ sơ quản lý sức khỏe điện tử / Số người đã có", "people_with_health_record"),
    ("Văn bản phát hành / Đã ký số", "documents_signed"),
    ("Nộp phí trực tuyến / Hồ sơ có thu phí", ""),
    ("Đã số hóa / Kết quả đã trả", ""),
    ("GRDP / Trong đó: kinh tế số", ""),
    # Who has or does something is a commune.
    ("Số xã đã bố trí công chức tại BPMC", "communes_with_one_stop_staff"),
    ("Số xã có tổ công nghệ số cộng đồng", ""),
    ("Số xã, phường có sản phẩm OCOP", ""),
    # In brackets: how many of what is named.
    ("Phòng học thông minh (số phòng)", "smart_classrooms"),
    ("Hội nghị trực tuyến (cuộc)", "conferences_online"),
]


def meant(heading: str) -> set[str]:
    """Give what a heading may count; the cells decide between a count and a mark."""
    columns = load_headings().meaning(heading.split(" / ")).columns
    return {one.id for one in columns if one.kind in FIGURES}


@pytest.mark.parametrize("quantity", KNOWN)
def test_a_figure_is_known_by_many_names(quantity: str) -> None:
    assert [heading for heading in KNOWN[quantity] if quantity not in meant(heading)] == []


def test_what_is_like_a_figure_is_not_read() -> None:
    assert [heading for heading in OTHERS if meant(heading.replace(" | ", " / "))] == []


@pytest.mark.parametrize(("heading", "quantity"), PAIRS)
def test_a_level_says_of_what_the_next_one_is(heading: str, quantity: str) -> None:
    assert meant(heading) == ({quantity} if quantity else set())


@pytest.mark.parametrize(
    ("heading", "counted"),
    [
        ("Định danh điện tử / Số người", ""),
        ("Sàn thương mại điện tử / Số hộ", ""),
        ("Lớp học thông minh / Số thôn", ""),
        ("Định danh điện tử / Dân số", "population"),
        ("Hồ sơ sức khỏe điện tử / Số người", "people_with_health_record"),
        ("Thông tin chung / Số người", "population"),
        ("Kinh tế - xã hội / Số hộ", "households"),
    ],
)
def test_people_below_a_thing_s_title_are_not_all_people(heading: str, counted: str) -> None:
    meaning = load_headings().meaning(heading.split(" / "))
    assert ", ".join(one.id for one in meaning.columns) == counted


# ---- the forms that the package makes ------------------------------------------------------------
def test_every_heading_is_recognised_as_its_own_column() -> None:
    known = load_headings()
    stand_ins = {"village_households": "households", "village_people": "population"}
    for column in _catalogue().headings:
        meant = known.meaning([heading(column)]).columns
        # "Số thôn, bản" may also be a village's name: the cells below it tell.
        assert stand_ins.get(column, column) in {each.id for each in meant}, column
        assert len(meant) == (2 if column == "villages" else 1), column
