// Sends the page's one form on; without JavaScript its button does.
document.forms[0].submit();
