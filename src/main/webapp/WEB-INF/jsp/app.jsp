<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<t:page title="Phone" inStep="true" current="frame">
  <div class="with-phone">
    <div class="intro">
      <h1>Your phone</h1>
      <p class="lead">Call, text and listen to messages with your RingCentral number, right here.</p>
      <%@ include file="/WEB-INF/jsp/phone-status.jspf" %>
    </div>
    <%-- Before the frame, so that nothing the phone says is missed. --%>
    <script src="${base}/assets/phone.js" data-frame-id="rc-widget"
            data-extension="<c:out value="${requestScope.extensionNumber}"/>"
            data-phone-name="<c:out value="${requestScope.phoneName}"/>"
            data-signed-in-at="<c:out value="${requestScope.signedInAt}"/>"
            data-widget-origin="<c:out value="${requestScope.widgetOrigin}"/>"
            <c:if test="${requestScope.signOutEndsSession}">data-sign-out-ends-session="true"</c:if>
            <c:if test="${requestScope.handsOverCode}">data-code="${base}/app/widget-code"
            data-login="${base}/app/widget-login"</c:if>></script>
    <section class="phone" aria-label="Phone">
      <%-- By the name the Back button tells one person's frame from another's: it would load the address of then into it. --%>
      <iframe width="300" height="500" id="rc-widget" allow="autoplay; microphone" title="RingCentral phone" src="<c:out value="${requestScope.frameUrl}"/>"
              name="<c:out value="${requestScope.phoneName}"/>"></iframe>
    </section>
    <%@ include file="/WEB-INF/jsp/good-to-know.jspf" %>
  </div>
</t:page>
