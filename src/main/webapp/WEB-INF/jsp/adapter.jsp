<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.servletContext.contextPath}"/>
<t:page title="Phone in a corner" inStep="true" current="corner" kind="corner">
  <div class="intro">
    <h1>Your phone, in a corner</h1>
    <%@ include file="/WEB-INF/jsp/phone-status.jspf" %>
    <p class="lead">The phone appears in the bottom right corner of this page. Make it small when you need the room;
      it stays within reach while you work.</p>
  </div>
  <%@ include file="/WEB-INF/jsp/good-to-know.jspf" %>
  <script src="${base}/assets/phone.js" data-frame-id="<c:out value="${requestScope.frameId}"/>"
          data-extension="<c:out value="${requestScope.extensionNumber}"/>"
            data-phone-name="<c:out value="${requestScope.phoneName}"/>"
            data-signed-in-at="<c:out value="${requestScope.signedInAt}"/>"
            data-widget-origin="<c:out value="${requestScope.widgetOrigin}"/>"
            <c:if test="${requestScope.signOutEndsSession}">data-sign-out-ends-session="true"</c:if>
            <c:if test="${requestScope.handsOverCode}">data-code="${base}/app/widget-code"
            data-login="${base}/app/widget-login"</c:if>></script>
  <script src="${base}/assets/adapter-loader.js"
          data-adapter-url="<c:out value="${requestScope.adapterUrl}"/>"></script>
</t:page>
