# In-page Login on several nodes of Jetty 12.1: copy this file into modules/ of the Jetty base (README.md has the commands).

[description]
Sessions of In-page Login in PostgreSQL, shared by several nodes.

[tags]
session

[depend]
server
sessions

[lib]
lib/in-page-login/*.jar

[xml]
etc/in-page-login-nodes.xml
