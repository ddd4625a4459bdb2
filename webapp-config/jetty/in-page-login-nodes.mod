# In-page Login on several nodes of Jetty 12.1: copy this file into modules/ of the Jetty base (README.md has the commands).

[description]
Sessions of In-page Login in PostgreSQL, shared by several nodes.

[tags]
session

[depend]
server
sessions

# Of two caches of sessions Jetty takes the first: this module's, and not the one of in-page-login.ini.
[before]
session-cache-hash

[lib]
lib/in-page-login/*.jar

[xml]
etc/in-page-login-nodes.xml

# No node has a name of its own. Jetty writes it into the cookie, and a node would send the cookie anew whenever the name in it is another's: at
# any moment, even over the cookie of a session that has begun since.
[ini]
jetty.sessionIdManager.workerName?=
