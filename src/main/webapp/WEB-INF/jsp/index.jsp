<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<c:set var="signedIn" value="${not empty requestScope.personName}"/>
<t:page title="${signedIn ? 'Welcome' : 'Log in'}" kind="front">
  <div class="hero">
    <div class="hero-text">
      <c:choose>
        <c:when test="${signedIn}">
          <p class="eyebrow">You are signed in</p>
          <h1>Welcome, <c:out value="${requestScope.personName}"/></h1>
          <p class="lead">Your RingCentral phone is one click away. There is nothing more to log in to.</p>
          <p class="actions">
            <a class="button primary" href="${base}/app">Open the phone</a>
            <a class="button" href="${base}/app/adapter">Open it in a corner</a>
          </p>
        </c:when>
        <c:otherwise>
          <c:if test="${requestScope.signedOut}">
            <p class="confirmation" role="status">You are signed out. RingCentral may still know you in this browser.</p>
          </c:if>
          <h1>One login for this site and your phone</h1>
          <p class="lead">Log in once with your RingCentral account. The phone in the page is then signed in too,
            without asking for your password again.</p>
          <p class="actions">
            <a class="button primary" href="${base}/login">Log in with RingCentral</a>
            <c:if test="${requestScope.signedOut}">
              <a class="button" href="${base}/login?prompt=login">Log in as somebody else</a>
            </c:if>
          </p>
        </c:otherwise>
      </c:choose>
    </div>
    <svg class="picture" viewBox="0 0 360 300" width="360" height="300" aria-hidden="true" focusable="false">
      <rect class="pic-page" x="1" y="21" width="318" height="240" rx="14"/>
      <path class="pic-edge" d="M1 57h318"/>
      <circle class="pic-soft" cx="24" cy="39" r="5"/><circle class="pic-soft" cx="42" cy="39" r="5"/>
      <circle class="pic-soft" cx="60" cy="39" r="5"/>
      <rect class="pic-soft" x="28" y="86" width="120" height="12" rx="6"/>
      <rect class="pic-soft" x="28" y="112" width="150" height="8" rx="4"/>
      <rect class="pic-soft" x="28" y="130" width="136" height="8" rx="4"/>
      <rect class="pic-soft" x="28" y="148" width="96" height="8" rx="4"/>
      <rect class="pic-phone" x="206" y="82" width="140" height="212" rx="14"/>
      <rect class="pic-accent" x="222" y="100" width="108" height="12" rx="6"/>
      <g class="pic-soft">
        <circle cx="240" cy="144" r="11"/><circle cx="276" cy="144" r="11"/><circle cx="312" cy="144" r="11"/>
        <circle cx="240" cy="178" r="11"/><circle cx="276" cy="178" r="11"/><circle cx="312" cy="178" r="11"/>
        <circle cx="240" cy="212" r="11"/><circle cx="276" cy="212" r="11"/><circle cx="312" cy="212" r="11"/>
      </g>
      <circle class="pic-accent" cx="276" cy="258" r="18"/>
      <path class="pic-tick" d="M268 258.5l5.5 5.5 10.5-11"/>
    </svg>
  </div>
</t:page>
