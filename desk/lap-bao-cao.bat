@echo off
setlocal
chcp 65001 >nul
pushd "%~dp0"
set "PYTHONUTF8=1"
rem step: is it installed
if not exist ".venv\Scripts\python.exe" (
  type "loi\chua-cai.txt"
  goto failed
)
rem step: make the reports
set "FOUND="
set "WRONG="
if not "%~1"=="" (
  set "FOUND=1"
  ".venv\Scripts\python.exe" -P -m dxanalysis report "%~f1" --out "bao-cao\%~nx1"
  if errorlevel 1 set "WRONG=1"
  if exist "bao-cao\%~nx1\index.html" start "" "bao-cao\%~nx1\index.html"
) else for /d %%d in (*) do if exist "%%~fd\province.toml" (
  set "FOUND=1"
  ".venv\Scripts\python.exe" -P -m dxanalysis report "%%~fd" --out "bao-cao\%%~nxd"
  if errorlevel 1 set "WRONG=1"
  if exist "bao-cao\%%~nxd\index.html" start "" "bao-cao\%%~nxd\index.html"
)
if not defined FOUND (
  type "loi\chua-co-tinh.txt"
  goto failed
)
rem step: say how it went
if defined WRONG (
  type "loi\co-loi.txt"
  goto failed
)
type "loi\bao-cao-xong.txt"
pause
exit /b 0
:failed
pause
exit /b 1
