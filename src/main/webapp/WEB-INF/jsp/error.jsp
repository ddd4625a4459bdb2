<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<c:set var="front" value="${pageContext.servletContext.contextPath}/"/>
<t:page title="${empty requestScope.title ? 'Something went wrong' : requestScope.title}">
  <t:problem heading="h1">
    <c:if test="${requestScope.actionUrl ne front}">
      <a class="button ${empty requestScope.actionUrl ? 'primary' : ''}" href="${front}">Go to the front page</a>
    </c:if>
  </t:problem>
</t:page>
