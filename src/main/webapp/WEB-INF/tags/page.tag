<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="current" description="which entry of the navigation this page is: frame, corner, calls or nothing" %>
<%@ attribute name="kind" description="a class of the body, for a page that is laid out in its own way" %>
<%@ attribute name="headScript" description="a script of assets/ that must run before the page is drawn" %>
<%@ attribute name="inStep" type="java.lang.Boolean" description="whether the page follows when somebody signs in or out in another tab" %>
<%-- What servlets hand over is read from the scope it is in: a plain name would be looked up in the session too, and the name of
     what is not there would be looked for among the classes, by every page, in every library. --%>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${pageScope.title}"/> &middot; In-page Login</title>
  <link rel="icon" href="${base}/assets/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${base}/assets/site.css">
  <c:if test="${not empty pageScope.headScript}">
    <script src="${base}/assets/<c:out value="${pageScope.headScript}"/>"
            data-widget-origin="<c:out value="${requestScope.widgetOrigin}"/>"></script>
  </c:if>
</head>
<body class="<c:out value="${pageScope.kind}"/>" data-base="${base}"
      <c:if test="${not empty requestScope.personAlias}">data-alias="<c:out value="${requestScope.personAlias}"/>"</c:if>>
<a class="skip" href="#main">Skip to content</a>
<c:if test="${not empty applicationScope.notice}">
  <aside class="notice" aria-label="Notice"><p><c:out value="${applicationScope.notice}"/></p></aside>
</c:if>
<header class="site-header">
  <div class="bar">
    <a class="brand" href="${base}/">
      <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
        <rect class="mark-back" width="32" height="32" rx="8"/>
        <path class="mark-line" d="M11 8h2.6l1.6 4-2 1.5a9.6 9.6 0 0 0 5.3 5.3l1.5-2 4 1.6v2.6a2 2 0 0 1-2.1 2A14.5 14.5 0 0 1 9 10.1 2 2 0 0 1 11 8z"/>
      </svg>
      <span>In-page Login</span>
    </a>
    <c:if test="${not empty requestScope.personName}">
      <nav class="site-nav" aria-label="Main">
        <ul>
          <li><a href="${base}/app"
                 <c:if test="${pageScope.current eq 'frame'}">aria-current="page"</c:if>>Phone in the page</a></li>
          <li><a href="${base}/app/adapter"
                 <c:if test="${pageScope.current eq 'corner'}">aria-current="page"</c:if>>Phone in a corner</a></li>
          <li><a href="${base}/app/calls"
                 <c:if test="${pageScope.current eq 'calls'}">aria-current="page"</c:if>>Calls</a></li>
        </ul>
      </nav>
      <div class="person">
        <p class="who">
          <span class="unseen">Signed in as</span>
          <span class="name"><c:out value="${requestScope.personName}"/></span>
          <c:if test="${not empty requestScope.extensionNumber}">
            <span class="extension"><abbr title="Extension">Ext.</abbr>
              <c:out value="${requestScope.extensionNumber}"/></span>
          </c:if>
        </p>
        <form class="sign-out" method="post" action="${base}/logout">
          <button class="button quiet" type="submit">Sign out</button>
        </form>
      </div>
    </c:if>
  </div>
</header>
<main id="main" tabindex="-1">
<jsp:doBody/>
</main>
<footer class="site-footer">
  <p>You sign in on RingCentral&rsquo;s own page. This site never sees your password.
    <c:if test="${not empty requestScope.personName}"><a href="${base}/app/status">How you are signed in</a></c:if></p>
</footer>
<c:if test="${not empty requestScope.personName}">
  <dialog class="question" id="on-a-call" aria-labelledby="on-a-call-title" aria-describedby="on-a-call-text">
    <h2 id="on-a-call-title">You are on a call</h2>
    <p id="on-a-call-text">Signing out ends it.</p>
    <form class="actions" method="dialog">
      <button class="button primary" value="stay" autofocus>Stay</button>
      <button class="button" value="sign-out">Sign out</button>
    </form>
  </dialog>
  <script src="${base}/assets/sign-out.js"></script>
</c:if>
<c:if test="${pageScope.inStep}">
  <script src="${base}/assets/in-step.js"></script>
</c:if>
</body>
</html>
