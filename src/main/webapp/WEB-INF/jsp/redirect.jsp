<%@ page session="false" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="Phone sign-in" kind="redirect" headScript="redirect.js">
  <div class="handing-over">
    <p role="status">Signing in to the phone&hellip;</p>
    <p class="hint">If this window stays open, you can close it.</p>
  </div>
  <div class="by-itself narrow">
    <h1>Nothing to do here</h1>
    <p class="lead">The phone uses this page for a moment while it signs in. You do not need to open it yourself.</p>
    <p class="actions">
      <a class="button primary" href="${pageContext.servletContext.contextPath}/">Go to the front page</a>
    </p>
  </div>
</t:page>
