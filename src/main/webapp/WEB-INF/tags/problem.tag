<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ attribute name="heading" required="true" description="h1 or h2: how deep in the page the problem is" %>
<%-- What went wrong, as Errors says it; the body is what else there is to do. --%>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<c:set var="wait" value="${requestScope.retryAfterSeconds}"/>
<div class="problem narrow">
  <c:if test="${not empty requestScope.status}">
    <p class="eyebrow">Error <c:out value="${requestScope.status}"/></p>
  </c:if>
  <${pageScope.heading}><c:out value="${requestScope.title}" default="Something went wrong"/></${pageScope.heading}>
  <c:if test="${not empty requestScope.explanation}">
    <p class="lead"><c:out value="${requestScope.explanation}"/></p>
  </c:if>
  <c:if test="${not empty requestScope.nextStep or not empty requestScope.whoCanFix}">
    <dl class="facts">
      <c:if test="${not empty requestScope.whoCanFix}">
        <dt>Who can fix it</dt>
        <dd><c:out value="${requestScope.whoCanFix}"/></dd>
      </c:if>
      <c:if test="${not empty requestScope.nextStep}">
        <dt>What to do next</dt>
        <dd><c:out value="${requestScope.nextStep}"/></dd>
      </c:if>
      <c:if test="${not empty requestScope.code}">
        <dt>Code</dt>
        <dd><code><c:out value="${requestScope.code}"/></code> <c:out value="${requestScope.meaning}"/></dd>
      </c:if>
    </dl>
  </c:if>
  <c:if test="${not empty pageScope.wait}">
    <p class="countdown" id="countdown" data-seconds="<c:out value="${pageScope.wait}"/>"
       <c:if test="${requestScope.goesOn}">data-goes-on</c:if>>Try again in <c:out value="${pageScope.wait} ${pageScope.wait eq 1 ? 'second' : 'seconds'}"/>.</p>
    <c:if test="${requestScope.goesOn}">
      <p id="goes-on">This page then does so by itself.</p>
    </c:if>
    <p class="unseen" id="countdown-over" role="status"></p>
  </c:if>
  <p class="actions">
    <c:if test="${not empty requestScope.actionUrl}">
      <a class="button primary" id="action"
         href="<c:out value="${requestScope.actionUrl}"/>"><c:out value="${requestScope.actionLabel}" default="Continue"/></a>
    </c:if>
    <jsp:doBody/>
  </p>
  <c:if test="${not empty requestScope.requestId}">
    <p class="reference">Request id <code><c:out value="${requestScope.requestId}"/></code><br>
      If you ask somebody for help, please quote it.</p>
  </c:if>
</div>
<c:if test="${not empty pageScope.wait}">
  <script src="${base}/assets/countdown.js"></script>
</c:if>
