"""What each shell is told so that TAB asks crmcli, and where it is kept.

The words of the line are handed over as they stand; an answer is one offer a line,
the value and, after a tab, what it is.
"""

from __future__ import annotations

from pathlib import Path

VARIABLE = "_CRMCLI_COMPLETE"

_BASH = """\
_crmcli() {
    local IFS=$'\\n'
    COMPREPLY=($(_CRMCLI_COMPLETE=bash crmcli "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _crmcli crmcli
"""

# compadd -U: what was chosen by pinyin does not begin with the letters typed
_ZSH = """\
#compdef crmcli
_crmcli() {
    local value told
    local -a values lines
    while IFS=$'\\t' read -r value told; do
        values+=("$value")
        lines+=("$value${told:+  $told}")
    done < <(_CRMCLI_COMPLETE=zsh crmcli "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        compadd -U -l -d lines -a values
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit; compinit }
compdef _crmcli crmcli
"""

_FISH = """\
function __crmcli_offers
    set -l line (commandline -opc)
    set -l typed (commandline -ct)
    set -l found (env _CRMCLI_COMPLETE=fish crmcli $line[2..-1] "$typed" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$typed"
    end
end
complete -c crmcli -f -k -a '(__crmcli_offers)'
"""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName crmcli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Env:_CRMCLI_COMPLETE = "powershell"
    $Env:_CRMCLI_WORD = $wordToComplete
    try {
        crmcli @words 2>$null | ForEach-Object {
            $value, $told = $_ -split "`t", 2
            if (-not $told) { $told = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
        }
    } finally {
        Remove-Item Env:_CRMCLI_COMPLETE, Env:_CRMCLI_WORD -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $before
    }
}
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL, "pwsh": _POWERSHELL}


def keep_script(shell: str, folder: Path, home: Path) -> list[Path]:
    """Writes a shell's script into the program's `folder` and has the shell read it; gives the files written.

    fish reads its own folder; the others get a line in their start-up file, once.
    """
    if shell == "fish":
        return [_write(home / ".config" / "fish" / "completions" / "crmcli.fish", SCRIPTS[shell])]
    powershell = shell in ("powershell", "pwsh")
    script = _write(folder / f"completion.{'ps1' if powershell else shell}", SCRIPTS[shell])
    start = _profile(shell) if powershell else home / f".{shell}rc"
    line = f'. "{script}"'
    text = start.read_text("utf-8") if start.exists() else ""
    if line in text.splitlines():
        return [script]
    return [script, _write(start, text + ("" if text.endswith("\n") or not text else "\n") + line + "\n")]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _profile(shell: str) -> Path:
    """The start-up file PowerShell itself names."""
    import subprocess

    asked = subprocess.run([shell, "-NoProfile", "-Command", "echo $PROFILE"], capture_output=True, check=True)
    return Path(asked.stdout.decode("utf-8", "replace").strip())
