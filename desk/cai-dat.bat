@echo off
setlocal
chcp 65001 >nul
pushd "%~dp0"
set "PYTHONUTF8=1"
type "loi\bat-dau.txt"
rem step: find Python
set "PYTHON="
for %%v in (3.13 3.12 3.11 3) do if not defined PYTHON (
  py -%%v -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=py -%%v"
)
if not defined PYTHON (
  python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=python"
)
if not defined PYTHON (
  type "loi\can-python.txt"
  goto failed
)
rem step: refuse a path that is too long
%PYTHON% -c "import os, sys; sys.exit(len(os.getcwd()) > 90)"
if errorlevel 1 (
  type "loi\duong-dan-dai.txt"
  goto failed
)
rem step: find the package
set "PACKAGE="
for %%f in ("goi\dxanalysis-*.whl") do set "PACKAGE=goi\%%~nxf"
if not defined PACKAGE (
  type "loi\thieu-goi.txt"
  goto failed
)
rem step: make the environment
if not exist ".venv\Scripts\python.exe" %PYTHON% -m venv ".venv"
rem step: install
".venv\Scripts\python.exe" -P -m pip install --disable-pip-version-check --only-binary=:all: --find-links "goi" -c "constraints.txt" "%PACKAGE%[plan]"
if errorlevel 1 (
  type "loi\khong-cai-duoc.txt"
  goto failed
)
rem step: try it
".venv\Scripts\python.exe" -P -m dxanalysis --help >nul
if errorlevel 1 (
  type "loi\khong-cai-duoc.txt"
  goto failed
)
type "loi\cai-xong.txt"
pause
exit /b 0
:failed
pause
exit /b 1
