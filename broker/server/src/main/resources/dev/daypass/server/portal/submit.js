// Sends the form on to the identity provider; without JavaScript its button does.
document.getElementById('onward').submit();
