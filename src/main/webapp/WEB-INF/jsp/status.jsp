<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<t:page title="Status" inStep="true">
  <div class="narrow">
    <h1>How you are signed in</h1>
    <p class="lead">Nothing here is secret: you can quote all of it to somebody who helps you.</p>
    <dl class="facts">
      <dt>Signed in as</dt>
      <dd>
        <c:out value="${requestScope.personName}"/><c:if test="${not empty requestScope.extensionNumber}">, extension
          <c:out value="${requestScope.extensionNumber}"/></c:if>
      </dd>
      <dt>Signed in since</dt>
      <dd><t:moment at="${requestScope.since}"/></dd>
      <dt>Signed in until, as things are now</dt>
      <dd><t:moment at="${requestScope.endsAt}"/></dd>
      <dt>Last renewed with RingCentral</dt>
      <dd id="refreshed">
        <c:choose>
          <c:when test="${not empty requestScope.refreshedAt}"><t:moment at="${requestScope.refreshedAt}"/></c:when>
          <c:otherwise>Not yet: what the login gave is still in use.</c:otherwise>
        </c:choose>
      </dd>
      <dt>How the phone gets signed in</dt>
      <dd><code><c:out value="${requestScope.mode}"/></code>, <c:out value="${requestScope.why}"/></dd>
      <dt>Where the phone comes from</dt>
      <dd><c:out value="${requestScope.widgetUrl}"/><c:if test="${not empty requestScope.fetchedFrom}">, fetched by this
        site from <c:out value="${requestScope.fetchedFrom}"/></c:if></dd>
    </dl>
    <p class="actions"><a class="button" href="${base}/app">Back to the phone</a></p>
  </div>
  <script src="${base}/assets/times.js"></script>
</t:page>
