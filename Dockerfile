# In-page Login on Jetty. No setting and no secret is in the image: all of them come from the environment.
#   docker build -t in-page-login .
#   docker run --rm -p 8080:8080 --read-only --tmpfs /tmp -e RINGCENTRAL_CLIENT_ID=... in-page-login

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
# What Maven downloads stays in the builder's cache, whatever changes here. dependency:go-offline in a layer of its own would not
# do: it does not fetch what plugins load only when they run, such as the formatter and the checks of the compiler.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dmaven.test.skip=true package dependency:unpack@jetty-home dependency:copy@jdbc-driver

# For webapp-config/docker/compose.yaml alone: the stand-in RingCentral of the tests. Nothing of it is in the image below.
FROM build AS stand-in
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp test-compile dependency:copy-dependencies -DoutputDirectory=target/stand-in
USER 10001:10001
ENTRYPOINT ["java", "-cp", "target/test-classes:target/classes:target/stand-in/*", "io.github.inpagelogin.standin.StandIn"]

FROM eclipse-temurin:25-jre
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="In-page Login" \
      org.opencontainers.image.description="One sign-in for a site and the RingCentral Embeddable widget in its pages" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
# Of the container's memory 70 % is for objects; the rest is for code, threads and buffers. A process that has no memory left ends,
# so that it is started again; it writes no heap dump, which would have tokens in it.
ENV JETTY_HOME=/opt/jetty \
    JETTY_BASE=/var/lib/jetty \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
WORKDIR /var/lib/jetty
COPY --from=build /build/target/servers/jetty-home-*/ /opt/jetty/
RUN java -jar "$JETTY_HOME/start.jar" --add-modules=server,http,ee10-deploy,ee10-jsp,compression-gzip
# Asleep until a node is started with --module=in-page-login-nodes, and shares its sessions with others in PostgreSQL.
COPY --from=build /build/target/nodes/ lib/in-page-login/
COPY webapp-config/jetty/in-page-login-nodes.mod modules/
COPY webapp-config/jetty/in-page-login-nodes.xml etc/
COPY webapp-config/jetty/in-page-login.ini start.d/
COPY webapp-config/jetty/in-page-login.xml webapps/
COPY --from=build /build/target/in-page-login.war webapps/
COPY --from=build /build/target/in-page-login.cdx.json /usr/share/sbom/
# All of the above is root's, and this user cannot change it. What is written goes to /tmp: nothing else needs to be writable.
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
# bash is in this image; it speaks enough HTTP for a health check.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-jar", "/opt/jetty/start.jar"]
