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
rem step: open the desk
type "loi\mo-so.txt"
".venv\Scripts\python.exe" -P -m dxanalysis lab
if errorlevel 1 goto failed
exit /b 0
:failed
pause
exit /b 1
