# In-page Login on Jetty. No setting and no secret is in the image: all of them come from the environment.
#   docker build -t in-page-login .
#   docker run --rm -p 8080:8080 -e RINGCENTRAL_CLIENT_ID=... in-page-login

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
# A layer of its own: what is downloaded stays until the pom changes.
COPY pom.xml ./
RUN mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:go-offline
COPY .mvn .mvn
COPY src src
RUN mvn -q -B package -DskipTests

FROM jetty:12.1.12-jdk21
LABEL org.opencontainers.image.title="In-page Login" \
      org.opencontainers.image.description="One sign-in for a site and the RingCentral Embeddable widget in its pages"
RUN java -jar "$JETTY_HOME/start.jar" --add-modules=ee10-deploy,ee10-jsp,compression-gzip
COPY --from=build /build/target/in-page-login.war webapps/
COPY webapp-config/jetty/in-page-login.xml webapps/
COPY webapp-config/jetty/in-page-login.ini start.d/
# The user of the base image, named again so that it is seen here.
USER jetty
EXPOSE 8080
# bash is in every image of this family; it speaks enough HTTP for a health check.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
