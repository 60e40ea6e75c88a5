#!/bin/sh
# Installs the packages of Debian or Ubuntu that it is given and that are missing; `make test-all` runs it.
# It never fails: the tests that need a package say so themselves.

# Another package manager, such as the nightly upgrade, is waited for.
WAIT_SECONDS=900
LIST_OF_PACKAGES_IS_LOCKED='Could not get lock'

missing=
for package in "$@"; do
	dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
		|| missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" -eq 0 ] || as_root='sudo -n'
if ! command -v apt-get >/dev/null || ! $as_root true 2>/dev/null; then
	echo "Some tests need what Debian calls$missing; install it, or those tests cannot pass." >&2
	echo "On Debian and Ubuntu: apt-get install$missing" >&2
	exit 0
fi

echo "Installing$missing, once …" >&2
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# apt waits by itself for the lock of dpkg, and not for that of the list of packages (apt.conf(5)).
refresh() {
	end=$(($(date +%s) + WAIT_SECONDS))
	until $as_root apt-get update -qq >"$report" 2>&1; do
		grep -q "$LIST_OF_PACKAGES_IS_LOCKED" "$report" && [ "$(date +%s)" -lt "$end" ] || return 1
		sleep 2
	done
}

install() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
		-o DPkg::Lock::Timeout=$WAIT_SECONDS $missing >"$report" 2>&1
}

if refresh && install; then
	# The service that comes with nginx; the tests start servers of their own.
	case "$missing " in *' nginx '*) $as_root systemctl disable --quiet --now nginx 2>/dev/null || true ;; esac
else
	cat "$report" >&2
	echo "Could not install$missing, for the reason above; the tests that need it cannot pass." >&2
fi
