"""How `make lab` opens JupyterLab: on the list of notebooks, in Vietnamese, asking nobody outside.

Everything lies in this folder, so that nothing is written into the settings of whoever opens it;
what they choose in JupyterLab's own settings wins over what is set here.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 - given by JupyterLab
c.LabApp.app_settings_dir = str(HERE / "settings")  # overrides.json: language, previews, no news
c.LabApp.default_url = "/lab/tree/notebooks/README.md"
c.ServerApp.root_dir = str(HERE.parent)
