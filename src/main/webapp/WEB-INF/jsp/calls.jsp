<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<c:set var="number" value="${requestScope.number}"/>
<t:page title="${number gt 1 ? 'Recent calls, page '.concat(number) : 'Recent calls'}" inStep="true" current="calls">
  <h1>Recent calls</h1>
  <c:choose>
    <c:when test="${not empty requestScope.title}">
      <t:problem heading="h2"/>
    </c:when>
    <c:when test="${empty requestScope.calls}">
      <p class="lead" id="no-calls">${number gt 1 ? 'There are no older calls' : 'There was no call'}
        within the last <c:out value="${requestScope.days}"/> days.</p>
      <p class="actions">
        <c:choose>
          <c:when test="${number gt 1}"><a class="button" href="${base}/app/calls">Newest calls</a></c:when>
          <c:otherwise><a class="button" href="${base}/app">Open the phone</a></c:otherwise>
        </c:choose>
      </p>
    </c:when>
    <c:otherwise>
      <p class="lead">Of the last <c:out value="${requestScope.days}"/> days, the newest first. This site&rsquo;s server asked
        RingCentral for them with the same login.</p>
      <ol class="calls" role="list">
        <c:forEach var="call" items="${requestScope.calls}">
          <li class="call">
            <svg class="way <c:out value="${call.way}"/>" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
              <c:choose>
                <c:when test="${call.way eq 'in'}"><path d="M18 6 7 17M7 8v9h9"/></c:when>
                <c:when test="${call.way eq 'out'}"><path d="M6 18 17 7M8 7h9v9"/></c:when>
                <c:otherwise><circle cx="12" cy="12" r="3"/></c:otherwise>
              </c:choose>
            </svg>
            <p class="with"><bdi class="who-else"><c:out value="${empty call.who ? 'Unknown number' : call.who}"/></bdi>
              <c:if test="${not empty call.number}"><bdi class="number"><c:out value="${call.number}"/></bdi></c:if></p>
            <p class="what"><bdi><c:out value="${call.kind}"/></bdi><c:if test="${not empty call.result}">,
              <bdi><c:out value="${call.result}"/></bdi></c:if></p>
            <p class="when"><c:choose>
              <c:when test="${not empty call.at}"><t:moment at="${call.at}"/></c:when>
              <c:otherwise>At an unknown time</c:otherwise>
            </c:choose></p>
            <p class="length"><c:if test="${not empty call.length}"><span class="unseen">Lasted</span>
              <c:out value="${call.length}"/></c:if></p>
          </li>
        </c:forEach>
      </ol>
      <c:if test="${number gt 1 or requestScope.hasOlder}">
        <nav class="actions" aria-label="Pages of calls">
          <c:if test="${number gt 1}">
            <a class="button" rel="prev" href="${base}/app/calls?page=<c:out value="${number - 1}"/>">Newer calls</a>
          </c:if>
          <c:if test="${requestScope.hasOlder}">
            <a class="button" rel="next" href="${base}/app/calls?page=<c:out value="${number + 1}"/>">Older calls</a>
          </c:if>
        </nav>
      </c:if>
      <script src="${base}/assets/times.js"></script>
    </c:otherwise>
  </c:choose>
</t:page>
