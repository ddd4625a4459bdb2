<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ attribute name="at" required="true" type="java.util.Map" description="an instant, and the same in words" %>
<time datetime="<c:out value="${at.instant}"/>"><c:out value="${at.words}"/></time>
