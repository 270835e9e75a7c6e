#!/bin/sh
# Exchange the portal's processes one by one, without an error that anybody sees:
#   deploy/rolling-restart.sh 8471 8472 8473
# Each is asked to end (SIGTERM) and comes back before the next one goes. After a new release, bring the
# schema up first (`portal-server init`): the old processes work on it (docs/decisions/0023).
set -eu
for port in "$@"; do
    systemctl restart "portal-server@$port"
    tries=0
    until curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:$port/v1/ready"; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ]; then
            echo "portal-server@$port did not come back; the others are left as they are" >&2
            exit 1
        fi
        sleep 1
    done
    sleep 2 # the balancer looks twice a second
done
