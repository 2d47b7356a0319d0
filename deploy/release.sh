# release.sh: what install and upgrade share. They set `name`, `source` (this checkout), `root` and `venv` (empty, but in tests).
home=$root/opt/$name settings=$root/etc/$name/portal.env upstream=$root/etc/$name/upstream.conf

say() { echo "· $*"; }

version_of() { sed -n 's/^version = "\(.*\)"/\1/p' "$1/pyproject.toml"; }

# The checkout as a new release, with its packages: root's own, and read-only for the portal. Sets `release`.
make_release() {
  release=$home/releases/$(version_of "$source")-$(date -u +%Y%m%d%H%M%S)
  say "Code in $release"
  mkdir -p "$release" "$home/slots"
  tar --create --directory "$source" --exclude=./.git --exclude=./.venv --exclude=./var --exclude='./.*_cache' \
    --exclude=./.hypothesis --exclude=__pycache__ --exclude=./tests . | tar --extract --no-same-owner --directory "$release"
  chmod -R u=rwX,go=rX "$release" && chmod u=rwx,go=rx "$home" "$home/releases" "$home/slots"
  if [ -n "$venv" ]; then
    ln -s "$(realpath "$venv")" "$release/.venv"
  else
    python3 -m venv "$release/.venv"
    "$release/.venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement "$release/$(lock_file)"
  fi
  "$release/.venv/bin/python" -m compileall -q "$release" -x '/\.venv/' || true
}

as_portal() { if [ -z "$root" ]; then runuser -u "$name" -- "$@"; else "$@"; fi; }

# manage RELEASE COMMAND…: a command of a release, with the settings of this machine.
manage() {
  (set -a && . "$settings" && set +a && cd "$1" && export PYTHONDONTWRITEBYTECODE=1 &&
    as_portal "$1/.venv/bin/python" manage.py "${@:2}")
}

setting() { ([ -e "$settings" ] && set -a && . "$settings" && printenv "$1") || echo "${2-}"; }
lock_file() { [ "$(setting MEDIA_STORAGE)" = s3 ] && echo requirements-s3.txt || echo requirements.txt; }
ports() { setting PORTS "8000 8001" | tr ' ' '\n'; }
serving_port() { sed -n 's/^server [^ ]*:\([0-9]*\).*/\1/p' "$upstream" 2>/dev/null || true; }
other_port() { ports | grep -vx "$1" | head -1; }
link() { ln -sfn "$1" "$2.new" && mv -T "$2.new" "$2"; }

# serve_from PORT: what nginx asks from its next reload on.
serve_from() {
  echo "server $(setting LISTEN 127.0.0.1):$1 max_fails=2 fail_timeout=5s;" >"$upstream.new"
  mv "$upstream.new" "$upstream"
}

install_units() {
  local unit
  for unit in web@.service jobs.service jobs.timer; do
    install -m 644 "$source/deploy/$name-$unit" "$root/etc/systemd/system/$name-$unit"
  done
}

# is_well RELEASE PORT: whether the server there is this release, and says that it can show its pages.
is_well() {
  (set -a && . "$settings" && "$1/.venv/bin/python" "$1/deploy/healthcheck.py" "$(setting LISTEN 127.0.0.1):$2" "$(version_of "$1")")
}
