<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Access</name>
    <message>
        <source>A letter with a token and a QR code. It works once, with the last name and the birth date, which is not on it.</source>
        <translation>Una carta con un código y su código QR. Sirve una sola vez, con el apellido y la fecha de nacimiento, que no figura en ella.</translation>
    </message>
    <message>
        <source>A mail to the verified address of the account, to choose a new password.</source>
        <translation>Un correo a la dirección verificada de la cuenta, para elegir una contraseña nueva.</translation>
    </message>
    <message>
        <source>A mail with a link to choose a user name and a password.</source>
        <translation>Un correo con un enlace para elegir nombre de usuario y contraseña.</translation>
    </message>
    <message>
        <source>A token letter is still good. A new one makes it stop working.</source>
        <translation>Hay una carta con código que aún sirve. Una nueva la anula.</translation>
    </message>
    <message>
        <source>A user name and a password for one sign-in. First you record how you know who it is.</source>
        <translation>Un nombre de usuario y una contraseña para entrar una sola vez. Antes usted registra cómo sabe quién es.</translation>
    </message>
    <message>
        <source>Account deactivated</source>
        <translation>Cuenta desactivada</translation>
    </message>
    <message>
        <source>An invitation is still good. A new one makes it stop working.</source>
        <translation>Hay una invitación que aún sirve. Una nueva la anula.</translation>
    </message>
    <message>
        <source>Another reason, or none was given</source>
        <translation>Otro motivo, o no dio ninguno</translation>
    </message>
    <message>
        <source>Ask for another address.</source>
        <translation>Pida otra dirección.</translation>
    </message>
    <message>
        <source>Ask for one, or hand out a token letter.</source>
        <translation>Pida una, o entregue una carta con código.</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Devuelta</translation>
    </message>
    <message>
        <source>Check who it is…</source>
        <translation>Comprobar quién es…</translation>
    </message>
    <message>
        <source>Choose another way to enroll.</source>
        <translation>Elija otra forma de inscribirse.</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>Fallecido</translation>
    </message>
    <message>
        <source>Declined the portal</source>
        <translation>No quiere el portal</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Inscrito</translation>
    </message>
    <message>
        <source>Enrollment waits for a decision</source>
        <translation>Inscripción pendiente de decisión</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>Find the person again and take the other chart.</source>
        <translation>Busque de nuevo a la persona y tome el otro expediente.</translation>
    </message>
    <message>
        <source>For another reason</source>
        <translation>Por otro motivo</translation>
    </message>
    <message>
        <source>Hand out temporary credentials instead.</source>
        <translation>Entregue en su lugar credenciales temporales.</translation>
    </message>
    <message>
        <source>Has no time for it now</source>
        <translation>Ahora no tiene tiempo</translation>
    </message>
    <message>
        <source>Help with the password or the user name instead of enrolling again.</source>
        <translation>Ayude con la contraseña o el nombre de usuario en vez de inscribir de nuevo.</translation>
    </message>
    <message>
        <source>If that is wrong, have the chart corrected first.</source>
        <translation>Si no es así, haga corregir antes el expediente.</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Invitación</translation>
    </message>
    <message>
        <source>Invitation by e-mail</source>
        <translation>Invitación por correo electrónico</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Emitida</translation>
    </message>
    <message>
        <source>It is not needed any more</source>
        <translation>Ya no hace falta</translation>
    </message>
    <message>
        <source>It was lost, or others may have seen it</source>
        <translation>Se perdió, u otros pueden haberlo visto</translation>
    </message>
    <message>
        <source>It was made for the wrong person</source>
        <translation>Se hizo para la persona equivocada</translation>
    </message>
    <message>
        <source>Mail to this address came back.</source>
        <translation>El correo a esta dirección fue devuelto.</translation>
    </message>
    <message>
        <source>Mail to this address came back. Ask whether it is still right.</source>
        <translation>El correo a esta dirección fue devuelto. Pregunte si sigue siendo correcta.</translation>
    </message>
    <message>
        <source>Make the letter</source>
        <translation>Hacer la carta</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Sin cuenta</translation>
    </message>
    <message>
        <source>No computer, phone or internet</source>
        <translation>Sin computadora, teléfono o internet</translation>
    </message>
    <message>
        <source>Not enrolled</source>
        <translation>Sin inscribir</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Others have the same e-mail address: make sure that you have the right person.</source>
        <translation>Otras personas tienen el mismo correo: asegúrese de que es la persona correcta.</translation>
    </message>
    <message>
        <source>Password link</source>
        <translation>Enlace de contraseña</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Impresa</translation>
    </message>
    <message>
        <source>Read this address out, or let it be photographed. The request then waits in Enrollments for a decision.</source>
        <translation>Lea esta dirección en voz alta o deje que la fotografíen. La solicitud queda luego en Inscripciones, pendiente de decisión.</translation>
    </message>
    <message>
        <source>Record the parent&apos;s consent and what you have seen.</source>
        <translation>Registre la autorización del padre o la madre y lo que ha visto.</translation>
    </message>
    <message>
        <source>Record which guardian is here and what you have seen of them.</source>
        <translation>Registre qué tutor está aquí y qué ha visto de él.</translation>
    </message>
    <message>
        <source>Replaced by a newer one</source>
        <translation>Reemplazada por otra más nueva</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revocada</translation>
    </message>
    <message>
        <source>Self-enrollment</source>
        <translation>Autoinscripción</translation>
    </message>
    <message>
        <source>Send the invitation</source>
        <translation>Enviar la invitación</translation>
    </message>
    <message>
        <source>Send the link</source>
        <translation>Enviar el enlace</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Show as QR code</source>
        <translation>Mostrar código QR</translation>
    </message>
    <message>
        <source>Somebody else looks after it</source>
        <translation>Otra persona se ocupa de ello</translation>
    </message>
    <message>
        <source>Temporary credentials</source>
        <translation>Credenciales temporales</translation>
    </message>
    <message>
        <source>Temporary credentials are still good. New ones make them stop working.</source>
        <translation>Hay credenciales temporales que aún sirven. Unas nuevas las anulan.</translation>
    </message>
    <message>
        <source>The account is locked.</source>
        <translation>La cuenta está bloqueada.</translation>
    </message>
    <message>
        <source>The account&apos;s e-mail address is not verified.</source>
        <translation>La dirección de correo de la cuenta está sin verificar.</translation>
    </message>
    <message>
        <source>The birth date on the chart can not be right.</source>
        <translation>La fecha de nacimiento del expediente no puede ser correcta.</translation>
    </message>
    <message>
        <source>The birth date on the chart looks wrong, and the patient has to type it.</source>
        <translation>La fecha de nacimiento del expediente parece errónea, y el paciente tiene que escribirla.</translation>
    </message>
    <message>
        <source>The chart has no last name.</source>
        <translation>El expediente no tiene apellido.</translation>
    </message>
    <message>
        <source>The chart is marked as deceased.</source>
        <translation>El expediente consta como de una persona fallecida.</translation>
    </message>
    <message>
        <source>The chart is restricted.</source>
        <translation>El expediente está restringido.</translation>
    </message>
    <message>
        <source>The chart was merged into another one.</source>
        <translation>El expediente se fusionó con otro.</translation>
    </message>
    <message>
        <source>The last name on the chart looks wrong, and the patient has to type it as it is.</source>
        <translation>El apellido del expediente parece erróneo, y el paciente tiene que escribirlo tal cual.</translation>
    </message>
    <message>
        <source>The patient comes of age soon; access of care managers ends then.</source>
        <translation>El paciente pronto será mayor de edad; entonces termina el acceso de los cuidadores.</translation>
    </message>
    <message>
        <source>The patient has an account already.</source>
        <translation>El paciente ya tiene una cuenta.</translation>
    </message>
    <message>
        <source>The patient has asked to enroll; the request waits in Enrollments.</source>
        <translation>El paciente ya pidió inscribirse; la solicitud espera en Inscripciones.</translation>
    </message>
    <message>
        <source>The patient has declined the portal before.</source>
        <translation>El paciente ya dijo que no quiere el portal.</translation>
    </message>
    <message>
        <source>The patient has no account yet.</source>
        <translation>El paciente aún no tiene cuenta.</translation>
    </message>
    <message>
        <source>The patient is a child; a parent must consent.</source>
        <translation>El paciente es un niño; el padre o la madre debe autorizarlo.</translation>
    </message>
    <message>
        <source>The patient is a minor.</source>
        <translation>El paciente es menor de edad.</translation>
    </message>
    <message>
        <source>The patient wanted to think about it.</source>
        <translation>El paciente quería pensarlo.</translation>
    </message>
    <message>
        <source>The patient would be locked out: correct the chart first.</source>
        <translation>El paciente no podría entrar: corrija antes el expediente.</translation>
    </message>
    <message>
        <source>The patient would have to type it: complete the chart first.</source>
        <translation>El paciente tendría que escribirlo: complete antes el expediente.</translation>
    </message>
    <message>
        <source>The practice has switched self-enrollment off.</source>
        <translation>El consultorio ha desactivado la autoinscripción.</translation>
    </message>
    <message>
        <source>The practice&apos;s administrator decides.</source>
        <translation>Decide la administración del consultorio.</translation>
    </message>
    <message>
        <source>There is no e-mail address.</source>
        <translation>No hay dirección de correo.</translation>
    </message>
    <message>
        <source>Token letter</source>
        <translation>Carta con código</translation>
    </message>
    <message>
        <source>Unlock it in Accounts, once you know who is asking.</source>
        <translation>Desbloquéela en Cuentas cuando sepa quién lo pide.</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Usada</translation>
    </message>
    <message>
        <source>Used up by wrong answers</source>
        <translation>Anulada por respuestas erróneas</translation>
    </message>
    <message>
        <source>Will think about it</source>
        <translation>Lo va a pensar</translation>
    </message>
    <message>
        <source>Worries about privacy</source>
        <translation>Le preocupa la privacidad</translation>
    </message>
    <message>
        <source>Would rather call or come</source>
        <translation>Prefiere llamar o venir</translation>
    </message>
    <message>
        <source>Your role does not hand this out.</source>
        <translation>Su función no le permite entregar esto.</translation>
    </message>
</context>
<context>
    <name>AccessLetters</name>
    <message>
        <source>Making a token for {who}…</source>
        <translation>Creando un código para {who}…</translation>
    </message>
</context>
<context>
    <name>AccessProblems</name>
    <message>
        <source>A colleague has changed this meanwhile; look at it as it is now.</source>
        <translation>Un colega lo ha cambiado entretanto; mírelo como está ahora.</translation>
    </message>
    <message>
        <source>It does not work any more already.</source>
        <translation>Ya no servía.</translation>
    </message>
    <message>
        <source>Look for the patient again.</source>
        <translation>Busque de nuevo al paciente.</translation>
    </message>
    <message>
        <source>Nothing was handed out or changed.</source>
        <translation>No se ha entregado ni cambiado nada.</translation>
    </message>
    <message>
        <source>Patients can be enrolled while the portal is there; try again.</source>
        <translation>Se puede inscribir a pacientes mientras haya conexión con el portal; inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Something in it does not fit; an address may be mistyped.</source>
        <translation>Algo no encaja; quizá haya una dirección mal escrita.</translation>
    </message>
    <message>
        <source>The account is locked; unlock it in Accounts first.</source>
        <translation>La cuenta está bloqueada; desbloquéela antes en Cuentas.</translation>
    </message>
    <message>
        <source>The account is not active in this practice.</source>
        <translation>La cuenta no está activa en este consultorio.</translation>
    </message>
    <message>
        <source>The account&apos;s e-mail address has never been confirmed.</source>
        <translation>La dirección de correo de la cuenta nunca se ha confirmado.</translation>
    </message>
    <message>
        <source>The address is confirmed already.</source>
        <translation>La dirección ya está confirmada.</translation>
    </message>
    <message>
        <source>The birth date on the chart can not be right; correct the chart first.</source>
        <translation>La fecha de nacimiento del expediente no puede ser correcta; corrija antes el expediente.</translation>
    </message>
    <message>
        <source>The chart has another account by now, or takes none any more.</source>
        <translation>El expediente tiene ya otra cuenta, o no admite ninguna.</translation>
    </message>
    <message>
        <source>The chart has no last name, which the patient would have to type.</source>
        <translation>El expediente no tiene apellido, y el paciente tendría que escribirlo.</translation>
    </message>
    <message>
        <source>The chart is restricted; the practice&apos;s administrator decides.</source>
        <translation>El expediente está restringido; decide la administración del consultorio.</translation>
    </message>
    <message>
        <source>The chart was merged into another one; find the person again.</source>
        <translation>El expediente se fusionó con otro; busque de nuevo a la persona.</translation>
    </message>
    <message>
        <source>The patient has got an account meanwhile.</source>
        <translation>Entretanto, el paciente ha obtenido una cuenta.</translation>
    </message>
    <message>
        <source>The patient has no account yet.</source>
        <translation>El paciente aún no tiene cuenta.</translation>
    </message>
    <message>
        <source>The patient is a child: record a parent&apos;s consent first.</source>
        <translation>El paciente es un niño: registre antes la autorización del padre o la madre.</translation>
    </message>
    <message>
        <source>The patient is a minor: record first which guardian is here.</source>
        <translation>El paciente es menor de edad: registre antes qué tutor está aquí.</translation>
    </message>
    <message>
        <source>The portal did not take this.</source>
        <translation>El portal no lo aceptó.</translation>
    </message>
    <message>
        <source>The practice has switched self-enrollment off.</source>
        <translation>El consultorio ha desactivado la autoinscripción.</translation>
    </message>
    <message>
        <source>There is no e-mail address to send to.</source>
        <translation>No hay dirección de correo a la que enviar.</translation>
    </message>
    <message>
        <source>This is no longer there, or not for you.</source>
        <translation>Esto ya no está, o no es para usted.</translation>
    </message>
    <message>
        <source>This is the address there is already.</source>
        <translation>Esta es la dirección que ya consta.</translation>
    </message>
</context>
<context>
    <name>AccessWork</name>
    <message>
        <source>Checking the letter…</source>
        <translation>Comprobando la carta…</translation>
    </message>
    <message>
        <source>Looking for charts…</source>
        <translation>Buscando expedientes…</translation>
    </message>
    <message>
        <source>Reading the chart…</source>
        <translation>Leyendo el expediente…</translation>
    </message>
    <message>
        <source>Revoked. It does not work any more.</source>
        <translation>Revocado. Ya no sirve.</translation>
    </message>
    <message>
        <source>Revoking…</source>
        <translation>Revocando…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>Sending the invitation…</source>
        <translation>Enviando la invitación…</translation>
    </message>
    <message>
        <source>Sending the password link…</source>
        <translation>Enviando el enlace de contraseña…</translation>
    </message>
    <message>
        <source>The invitation is on its way again.</source>
        <translation>La invitación va de nuevo en camino.</translation>
    </message>
    <message>
        <source>The invitation is on its way to {address}.</source>
        <translation>La invitación va en camino a {address}.</translation>
    </message>
    <message>
        <source>The password link is on its way.</source>
        <translation>El enlace de contraseña va en camino.</translation>
    </message>
    <message>
        <source>Written down.</source>
        <translation>Anotado.</translation>
    </message>
</context>
<context>
    <name>AccountActDialog</name>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>AccountDetail</name>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Último acceso</translation>
    </message>
    <message>
        <source>Locked by itself</source>
        <translation>Bloqueo automático</translation>
    </message>
    <message>
        <source>Locked by staff</source>
        <translation>Bloqueo manual</translation>
    </message>
    <message>
        <source>Looking for what was handed out…</source>
        <translation>Buscando lo entregado…</translation>
    </message>
    <message>
        <source>Nothing was handed out yet.</source>
        <translation>Aún no se ha entregado nada.</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Password link</source>
        <translation>Enlace de contraseña</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Segundo factor</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activado</translation>
    </message>
    <message>
        <source>too many wrong tries; until {time}</source>
        <translation>demasiados intentos fallidos; hasta {time}</translation>
    </message>
</context>
<context>
    <name>AccountFinder</name>
    <message>
        <source>No account of this practice has a person of that name.</source>
        <translation>Ninguna cuenta de este consultorio tiene una persona con ese nombre.</translation>
    </message>
    <message>
        <source>Or find the account by a name</source>
        <translation>O busque la cuenta por un nombre</translation>
    </message>
</context>
<context>
    <name>AccountProblems</name>
    <message>
        <source>A colleague has locked the account already.</source>
        <translation>Un colega ya ha bloqueado la cuenta.</translation>
    </message>
    <message>
        <source>It may have been done all the same: look at the account again. Doing it once more does no harm.</source>
        <translation>Puede que se haya hecho de todos modos: mire de nuevo la cuenta. Repetirlo no hace daño.</translation>
    </message>
    <message>
        <source>Record first how the person proved who they are.</source>
        <translation>Registre antes cómo demostró la persona quién es.</translation>
    </message>
    <message>
        <source>The account is active already.</source>
        <translation>La cuenta ya está activa.</translation>
    </message>
    <message>
        <source>The account is deactivated.</source>
        <translation>La cuenta está desactivada.</translation>
    </message>
    <message>
        <source>The account is locked. Unlock it first.</source>
        <translation>La cuenta está bloqueada. Desbloquéela primero.</translation>
    </message>
    <message>
        <source>The account is not locked any more.</source>
        <translation>La cuenta ya no está bloqueada.</translation>
    </message>
    <message>
        <source>The chart says that the patient has died.</source>
        <translation>El expediente dice que el paciente ha fallecido.</translation>
    </message>
    <message>
        <source>The note holds a number. Write what you have seen, not its number.</source>
        <translation>La nota contiene un número. Escriba qué ha visto, no su número.</translation>
    </message>
    <message>
        <source>The patient is of age and speaks for themselves.</source>
        <translation>El paciente es mayor de edad y habla por sí mismo.</translation>
    </message>
    <message>
        <source>The proof was recorded too long ago. Check the person again.</source>
        <translation>La comprobación se registró hace demasiado tiempo. Compruebe de nuevo quién es.</translation>
    </message>
    <message>
        <source>The window was locked before the credentials could be shown.</source>
        <translation>La ventana se bloqueó antes de poder mostrar las credenciales.</translation>
    </message>
    <message>
        <source>There is no second factor to reset.</source>
        <translation>No hay segundo factor que quitar.</translation>
    </message>
    <message>
        <source>They were revoked. Make new ones.</source>
        <translation>Se revocaron. Cree otras.</translation>
    </message>
    <message>
        <source>What is ticked is not enough to hand anything out.</source>
        <translation>Lo marcado no basta para entregar nada.</translation>
    </message>
    <message>
        <source>Your practice wants two people: the proof is recorded, and a colleague hands out.</source>
        <translation>Su consultorio exige dos personas: la comprobación queda registrada y un colega hace la entrega.</translation>
    </message>
</context>
<context>
    <name>AccountSearch</name>
    <message>
        <source>Failed invitations</source>
        <translation>Invitaciones fallidas</translation>
    </message>
    <message>
        <source>Search accounts</source>
        <translation>Buscar cuentas</translation>
    </message>
    <message>
        <source>Search by</source>
        <translation>Buscar por</translation>
    </message>
</context>
<context>
    <name>AccountViews</name>
    <message>
        <source>Good until {time}, for one sign-in. They open nothing but the choice of an own user name and password.</source>
        <translation>Sirven hasta {time}, para entrar una sola vez. Solo permiten elegir un nombre de usuario y una contraseña propios.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Tell it to the person whom you have checked, and to nobody else.</source>
        <translation>Dígaselo a la persona que usted ha comprobado y a nadie más.</translation>
    </message>
    <message>
        <source>Temporary credentials</source>
        <translation>Credenciales temporales</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>El nombre de usuario</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>What you record opens for the patient what needs a proof.</source>
        <translation>Lo que registre permite al paciente lo que exige una comprobación.</translation>
    </message>
</context>
<context>
    <name>AccountWork</name>
    <message>
        <source>It stops working at once, for whoever holds it.</source>
        <translation>Deja de servir de inmediato, lo tenga quien lo tenga.</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>A device was lost or stolen</source>
        <translation>Perdió un dispositivo o se lo robaron</translation>
    </message>
    <message>
        <source>A link to choose a new password goes to {email}, for the account of {who} and no other. The password stays until the link is used.</source>
        <translation>Se envía a {email} un enlace para elegir una contraseña nueva, solo para la cuenta de {who}. La contraseña no cambia hasta que se use el enlace.</translation>
    </message>
    <message>
        <source>A mail goes to {email}. The address is verified when {who} opens the link in it.</source>
        <translation>Se envía un correo a {email}. La dirección queda verificada cuando {who} abra el enlace.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Address bounced</source>
        <translation>Correo devuelto</translation>
    </message>
    <message>
        <source>Address not verified</source>
        <translation>Correo sin verificar</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <source>Change address…</source>
        <translation>Cambiar correo…</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Cambiar el correo</translation>
    </message>
    <message>
        <source>Deactivate the account</source>
        <translation>Desactivar la cuenta</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>Deactivate…</source>
        <translation>Desactivar…</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Every account has a verified address.</source>
        <translation>Todas las cuentas tienen la dirección verificada.</translation>
    </message>
    <message>
        <source>Everybody with an account has signed in.</source>
        <translation>Todos los que tienen cuenta han iniciado sesión.</translation>
    </message>
    <message>
        <source>I have checked who it is</source>
        <translation>He comprobado quién es</translation>
    </message>
    <message>
        <source>It is not needed any more</source>
        <translation>Ya no hace falta</translation>
    </message>
    <message>
        <source>It was deactivated by mistake</source>
        <translation>Se desactivó por error</translation>
    </message>
    <message>
        <source>It was locked by mistake</source>
        <translation>Se bloqueó por error</translation>
    </message>
    <message>
        <source>It was lost</source>
        <translation>Se perdió</translation>
    </message>
    <message>
        <source>It went to the wrong person</source>
        <translation>Llegó a la persona equivocada</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Último acceso</translation>
    </message>
    <message>
        <source>Lock the account</source>
        <translation>Bloquear la cuenta</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Locked until {time}</source>
        <translation>Bloqueada hasta {time}</translation>
    </message>
    <message>
        <source>Lock…</source>
        <translation>Bloquear…</translation>
    </message>
    <message>
        <source>Make temporary credentials</source>
        <translation>Crear credenciales temporales</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Never signed in</source>
        <translation>Nunca inició sesión</translation>
    </message>
    <message>
        <source>No account is locked.</source>
        <translation>Ninguna cuenta está bloqueada.</translation>
    </message>
    <message>
        <source>No address has refused a mail.</source>
        <translation>Ninguna dirección ha devuelto correos.</translation>
    </message>
    <message>
        <source>No patient of this practice has an account yet.</source>
        <translation>Ningún paciente de este consultorio tiene cuenta todavía.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Reactivate the account</source>
        <translation>Reactivar la cuenta</translation>
    </message>
    <message>
        <source>Reactivate…</source>
        <translation>Reactivar…</translation>
    </message>
    <message>
        <source>Reset second factor…</source>
        <translation>Quitar segundo factor…</translation>
    </message>
    <message>
        <source>Reset the second factor</source>
        <translation>Quitar el segundo factor</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Segundo factor</translation>
    </message>
    <message>
        <source>Send password link…</source>
        <translation>Enlace de contraseña…</translation>
    </message>
    <message>
        <source>Send the link</source>
        <translation>Enviar el enlace</translation>
    </message>
    <message>
        <source>Send the mail</source>
        <translation>Enviar el correo</translation>
    </message>
    <message>
        <source>Send verification mail…</source>
        <translation>Correo de verificación…</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Reenvío</translation>
    </message>
    <message>
        <source>Show the user name</source>
        <translation>Mostrar el nombre de usuario</translation>
    </message>
    <message>
        <source>Somebody else may be using the account</source>
        <translation>Otra persona puede estar usando la cuenta</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Tell the user name…</source>
        <translation>Decir el usuario…</translation>
    </message>
    <message>
        <source>Temporary credentials…</source>
        <translation>Credenciales temporales…</translation>
    </message>
    <message>
        <source>The account has no address. Change the address first.</source>
        <translation>La cuenta no tiene dirección. Cambie antes la dirección.</translation>
    </message>
    <message>
        <source>The account is bound to no chart of this practice.</source>
        <translation>La cuenta no está vinculada a ningún expediente de este consultorio.</translation>
    </message>
    <message>
        <source>The account of {who} is active again.</source>
        <translation>La cuenta de {who} vuelve a estar activa.</translation>
    </message>
    <message>
        <source>The account of {who} is deactivated here.</source>
        <translation>La cuenta de {who} está desactivada aquí.</translation>
    </message>
    <message>
        <source>The account of {who} is locked.</source>
        <translation>La cuenta de {who} está bloqueada.</translation>
    </message>
    <message>
        <source>The account of {who} is unlocked.</source>
        <translation>La cuenta de {who} está desbloqueada.</translation>
    </message>
    <message>
        <source>The account was misused</source>
        <translation>Se hizo mal uso de la cuenta</translation>
    </message>
    <message>
        <source>The address is not verified: the link could reach somebody else.</source>
        <translation>La dirección está sin verificar: el enlace podría llegar a otra persona.</translation>
    </message>
    <message>
        <source>The address of {who} is changed; a mail to verify it is on its way.</source>
        <translation>La dirección de {who} ha cambiado; va en camino un correo para verificarla.</translation>
    </message>
    <message>
        <source>The link for {who} is on its way.</source>
        <translation>El enlace para {who} va en camino.</translation>
    </message>
    <message>
        <source>The mail for {who} is on its way.</source>
        <translation>El correo para {who} va en camino.</translation>
    </message>
    <message>
        <source>The new address of {who} is unverified until the link in a mail to it is opened. The old address is told that it was changed.</source>
        <translation>La nueva dirección de {who} queda sin verificar hasta que se abra el enlace del correo que se le envía. A la dirección anterior se le avisa del cambio.</translation>
    </message>
    <message>
        <source>The patient asked for it</source>
        <translation>Lo pidió el paciente</translation>
    </message>
    <message>
        <source>The patient has a new device</source>
        <translation>El paciente tiene un dispositivo nuevo</translation>
    </message>
    <message>
        <source>The patient has died</source>
        <translation>El paciente ha fallecido</translation>
    </message>
    <message>
        <source>The patient has left the practice</source>
        <translation>El paciente ha dejado el consultorio</translation>
    </message>
    <message>
        <source>The patient has two accounts</source>
        <translation>El paciente tiene dos cuentas</translation>
    </message>
    <message>
        <source>The portal can not be reached. Accounts are kept there alone: they are shown again as soon as the line is back.</source>
        <translation>No se puede contactar con el portal. Las cuentas solo se guardan allí: se muestran de nuevo en cuanto vuelva la conexión.</translation>
    </message>
    <message>
        <source>The second factor of {who} is off.</source>
        <translation>El segundo factor de {who} está desactivado.</translation>
    </message>
    <message>
        <source>The temporary credentials of {who} were shown.</source>
        <translation>Se mostraron las credenciales temporales de {who}.</translation>
    </message>
    <message>
        <source>The user name of {who} is told to nobody whom you have not checked. That you told it is recorded.</source>
        <translation>Diga el nombre de usuario de {who} solo a quien usted haya comprobado. Queda registrado que lo dijo.</translation>
    </message>
    <message>
        <source>The user name of {who} was shown.</source>
        <translation>Se mostró el nombre de usuario de {who}.</translation>
    </message>
    <message>
        <source>Unlock the account</source>
        <translation>Desbloquear la cuenta</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Desbloquear…</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Why it failed</source>
        <translation>Por qué falló</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Desistida</translation>
    </message>
    <message>
        <source>Your role has no right to {right}. Your administrator gives it.</source>
        <translation>Su función no le permite {right}. Puede concederlo su administrador.</translation>
    </message>
    <message>
        <source>asked for by the patient</source>
        <translation>pedido por el paciente</translation>
    </message>
    <message>
        <source>bounced</source>
        <translation>correo devuelto</translation>
    </message>
    <message>
        <source>came back</source>
        <translation>devuelto</translation>
    </message>
    <message>
        <source>does not work any more</source>
        <translation>ya no sirve</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>vencido</translation>
    </message>
    <message>
        <source>expired unused</source>
        <translation>venció sin usarse</translation>
    </message>
    <message>
        <source>hand out temporary credentials</source>
        <translation>entregar credenciales temporales</translation>
    </message>
    <message>
        <source>manage accounts</source>
        <translation>administrar cuentas</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>sin dirección</translation>
    </message>
    <message>
        <source>no answer: look at the list again</source>
        <translation>sin respuesta: mire de nuevo la lista</translation>
    </message>
    <message>
        <source>not sent: it is gone</source>
        <translation>no enviada: ya no está</translation>
    </message>
    <message>
        <source>not sent: it was used meanwhile</source>
        <translation>no enviada: se usó entretanto</translation>
    </message>
    <message>
        <source>not sent: not yours to send</source>
        <translation>no enviada: usted no puede enviarla</translation>
    </message>
    <message>
        <source>not sent: the address refuses mail, change it first</source>
        <translation>no enviada: la dirección rechaza correos, cámbiela antes</translation>
    </message>
    <message>
        <source>not sent: the patient has an account by now</source>
        <translation>no enviada: el paciente ya tiene cuenta</translation>
    </message>
    <message>
        <source>not sent: the patient has died</source>
        <translation>no enviada: el paciente ha fallecido</translation>
    </message>
    <message>
        <source>not sent: there is no address</source>
        <translation>no enviada: no hay dirección</translation>
    </message>
    <message>
        <source>not sent: {why}</source>
        <translation>no enviada: {why}</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>sin verificar</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activado</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>en camino</translation>
    </message>
    <message>
        <source>reset a second factor</source>
        <translation>quitar un segundo factor</translation>
    </message>
    <message>
        <source>see accounts</source>
        <translation>ver cuentas</translation>
    </message>
    <message>
        <source>send invitations</source>
        <translation>enviar invitaciones</translation>
    </message>
    <message>
        <source>sent by staff</source>
        <translation>enviado por el personal</translation>
    </message>
    <message>
        <source>stopped after wrong tries</source>
        <translation>anulada por intentos fallidos</translation>
    </message>
    <message>
        <source>the address is wrong</source>
        <translation>la dirección es incorrecta</translation>
    </message>
    <message>
        <source>the mail came back</source>
        <translation>el correo fue devuelto</translation>
    </message>
    <message>
        <source>the mail system there takes none</source>
        <translation>el sistema de correo de destino no acepta correos</translation>
    </message>
    <message>
        <source>the mail system there was not reached</source>
        <translation>no se pudo contactar con el sistema de correo de destino</translation>
    </message>
    <message>
        <source>the mail was refused</source>
        <translation>el correo fue rechazado</translation>
    </message>
    <message>
        <source>the mailbox is closed</source>
        <translation>el buzón está cerrado</translation>
    </message>
    <message>
        <source>the mailbox is full</source>
        <translation>el buzón está lleno</translation>
    </message>
    <message>
        <source>the mailbox takes no mail</source>
        <translation>el buzón no acepta correos</translation>
    </message>
    <message>
        <source>there is no such domain</source>
        <translation>el dominio no existe</translation>
    </message>
    <message>
        <source>there is no such mailbox</source>
        <translation>el buzón no existe</translation>
    </message>
    <message>
        <source>used</source>
        <translation>usado</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificado</translation>
    </message>
    <message>
        <source>works still</source>
        <translation>aún sirve</translation>
    </message>
    <message>
        <source>{name}, marked</source>
        <translation>{name}, marcada</translation>
    </message>
    <message>
        <source>{who} can sign in again at once, with the password as it is.</source>
        <translation>{who} puede volver a entrar de inmediato, con la misma contraseña.</translation>
    </message>
    <message>
        <source>{who} can sign in with the password alone until a new second factor is set up. The owner is told by mail.</source>
        <translation>{who} puede entrar solo con la contraseña hasta que se configure otro segundo factor. Se avisa por correo al titular.</translation>
    </message>
    <message>
        <source>{who} gets a user name and a password that work once. An account that is there is signed out everywhere, its password ends when they are used, and its owner is told by mail.</source>
        <translation>{who} recibe un nombre de usuario y una contraseña que sirven una sola vez. Si ya hay una cuenta, se cierran todas sus sesiones, su contraseña deja de valer cuando se usen y se avisa por correo al titular.</translation>
    </message>
    <message>
        <source>{who} is signed out everywhere and can not sign in until a staff member unlocks the account.</source>
        <translation>Se cierran todas las sesiones de {who}, que no puede entrar hasta que alguien del personal desbloquee la cuenta.</translation>
    </message>
    <message>
        <source>{who} no longer sees this practice in the portal. The record stays as it is, other practices are not touched, and it can be taken back.</source>
        <translation>{who} deja de ver este consultorio en el portal. El expediente queda como está, los demás consultorios no se ven afectados y se puede deshacer.</translation>
    </message>
    <message>
        <source>{who} sees this practice in the portal again, and is told by mail.</source>
        <translation>{who} vuelve a ver este consultorio en el portal y recibe aviso por correo.</translation>
    </message>
</context>
<context>
    <name>AccountsTable</name>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
</context>
<context>
    <name>AccountsView</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n cuenta</numerusform>
            <numerusform>%n cuentas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s), and more below</source>
        <translation>
            <numerusform>%n cuenta, y hay más abajo</numerusform>
            <numerusform>%n cuentas, y hay más abajo</numerusform>
        </translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Choose an account.</source>
        <translation>Elija una cuenta.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>No account fits what you search.</source>
        <translation>Ninguna cuenta coincide con lo que busca.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Claim</source>
        <translation>Tomar</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Soltar</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Más acciones</translation>
    </message>
    <message>
        <source>{label} (C)</source>
        <translation>{label} (C)</translation>
    </message>
    <message>
        <source>{label} ({key})</source>
        <translation>{label} ({key})</translation>
    </message>
</context>
<context>
    <name>AddressDialog</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Enroll by oneself</source>
        <translation>Inscribirse por cuenta propia</translation>
    </message>
    <message>
        <source>Point the phone&apos;s camera at the code, or type the address into a browser.</source>
        <translation>Apunte la cámara del teléfono al código, o escriba la dirección en un navegador.</translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <source>Enter an address like name@example.org.</source>
        <translation>Escriba una dirección como nombre@example.org.</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>Nueva dirección de correo</translation>
    </message>
    <message>
        <source>That is the address of now.</source>
        <translation>Esa es la dirección actual.</translation>
    </message>
    <message>
        <source>The address now: {email}</source>
        <translation>Dirección actual: {email}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
</context>
<context>
    <name>Age</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n mes</numerusform>
            <numerusform>%n meses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n año</numerusform>
            <numerusform>%n años</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ageing</name>
    <message>
        <source>Due in {time}</source>
        <translation>Vence en {time}</translation>
    </message>
    <message>
        <source>Overdue by {time}</source>
        <translation>Vencido hace {time}</translation>
    </message>
    <message>
        <source>due paused</source>
        <translation>plazo en pausa</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>para el {day}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>plazo: {time}</translation>
    </message>
</context>
<context>
    <name>Agreement</name>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Write {value} into the chart as {field}</source>
        <translation>Anotar {value} en el expediente como {field}</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>coincide</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>difiere</translation>
    </message>
    <message>
        <source>is close</source>
        <translation>se parece</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>nada que comparar</translation>
    </message>
</context>
<context>
    <name>AgreementGrid</name>
    <message>
        <source>Chart</source>
        <translation>Expediente</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Enviado</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message numerus="yes">
        <source>%n appointment request(s)</source>
        <translation>
            <numerusform>%n solicitud de cita</numerusform>
            <numerusform>%n solicitudes de cita</numerusform>
        </translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>Citas</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Reservar</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Reservada</translation>
    </message>
    <message>
        <source>Cancel the visit</source>
        <translation>Cancelar la cita</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Decline…</source>
        <translation>Rechazar…</translation>
    </message>
    <message>
        <source>No appointment requests are waiting.</source>
        <translation>No hay solicitudes de cita pendientes.</translation>
    </message>
    <message>
        <source>Offer times</source>
        <translation>Ofrecer</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Ofrecida</translation>
    </message>
    <message>
        <source>Put on the wait list</source>
        <translation>En lista de espera</translation>
    </message>
    <message>
        <source>The time is taken for {who}, who gets a confirmation by email.</source>
        <translation>El horario queda reservado para {who}, que recibe una confirmación por correo electrónico.</translation>
    </message>
    <message>
        <source>The visit of {who} is canceled and its time becomes free.</source>
        <translation>La cita de {who} se cancela y su horario queda libre.</translation>
    </message>
    <message>
        <source>Wait list…</source>
        <translation>Lista de espera…</translation>
    </message>
    <message>
        <source>{who} gets no appointment, and reads the reason you choose.</source>
        <translation>{who} no recibe cita y lee el motivo que usted elija.</translation>
    </message>
    <message>
        <source>{who} is asked to choose one of the times; they are held meanwhile.</source>
        <translation>Se pide a {who} que elija uno de los horarios; entretanto quedan apartados.</translation>
    </message>
    <message>
        <source>{who} waits for a time to become free and is told so; nothing is booked by itself.</source>
        <translation>{who} espera a que se libere un horario y recibe aviso de ello; nada se reserva por sí solo.</translation>
    </message>
</context>
<context>
    <name>AppointmentBody</name>
    <message numerus="yes">
        <source>%n time(s) offered; the patient has not answered.</source>
        <translation>
            <numerusform>%n horario ofrecido; el paciente no ha contestado.</numerusform>
            <numerusform>%n horarios ofrecidos; el paciente no ha contestado.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a free time first.</source>
        <translation>Elija primero un horario libre.</translation>
    </message>
    <message>
        <source>Choose one time to book; several can only be offered.</source>
        <translation>Elija un solo horario para reservar; varios solo pueden ofrecerse.</translation>
    </message>
    <message numerus="yes">
        <source>It begins in %n hour(s).</source>
        <translation>
            <numerusform>Empieza en %n hora.</numerusform>
            <numerusform>Empieza en %n horas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its time becomes free for others.</source>
        <translation>Su horario queda libre para otros.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>The patient asks to cancel; there is no time to give.</source>
        <translation>El paciente pide cancelar; no hay horario que dar.</translation>
    </message>
    <message>
        <source>The patient has not asked to cancel.</source>
        <translation>El paciente no ha pedido cancelar.</translation>
    </message>
    <message>
        <source>The request does not say which visit is meant.</source>
        <translation>La solicitud no dice de qué cita se trata.</translation>
    </message>
    <message>
        <source>They are held until {when}.</source>
        <translation>Quedan apartados hasta {when}.</translation>
    </message>
    <message>
        <source>This person has no chart yet. Decide the enrollment first.</source>
        <translation>Esta persona aún no tiene expediente. Decida primero la inscripción.</translation>
    </message>
    <message>
        <source>This time is kept until another one is booked.</source>
        <translation>Este horario se conserva hasta que se reserve otro.</translation>
    </message>
    <message>
        <source>Times in the zone of the practice, {zone}. The second time is yours, {mine}.</source>
        <translation>Horas en la zona del consultorio, {zone}. La segunda hora es la suya, {mine}.</translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation>{who} escribe</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>A visit</source>
        <translation>Una cita</translation>
    </message>
    <message>
        <source>Another time: {visit}</source>
        <translation>Otro horario: {visit}</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>Cualquier día</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>Cualquiera</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Pedido por</translation>
    </message>
    <message>
        <source>By phone, or at the desk</source>
        <translation>Por teléfono o en recepción</translation>
    </message>
    <message>
        <source>Came with one, which is decided on its own.</source>
        <translation>Llegó con una, que se decide por separado.</translation>
    </message>
    <message>
        <source>Cancel: {visit}</source>
        <translation>Cancelar: {visit}</translation>
    </message>
    <message>
        <source>Enrollment</source>
        <translation>Inscripción</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Preferencia</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>por la tarde</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>a cualquier hora</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>por la mañana</translation>
    </message>
    <message>
        <source>{proxy} for {patient}</source>
        <translation>{proxy} en nombre de {patient}</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Choose a colleague first.</source>
        <translation>Elija primero un colega.</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colega</translation>
    </message>
    <message>
        <source>Now with {name}.</source>
        <translation>Ahora lo tiene {name}.</translation>
    </message>
    <message>
        <source>To me, {name}</source>
        <translation>A mí, {name}</translation>
    </message>
    <message>
        <source>To nobody in particular</source>
        <translation>A nadie en particular</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionCard</name>
    <message>
        <source>As you saw it.</source>
        <translation>Como usted lo vio.</translation>
    </message>
    <message>
        <source>I have read it (Del)</source>
        <translation>Lo he leído (Supr)</translation>
    </message>
    <message>
        <source>It was not kept.</source>
        <translation>No se guardó.</translation>
    </message>
    <message>
        <source>The portal does not show it.</source>
        <translation>El portal no lo muestra.</translation>
    </message>
    <message>
        <source>You wrote, and no colleague has read</source>
        <translation>Usted escribió, y ningún colega ha leído</translation>
    </message>
    <message>
        <source>You wrote, and the patient has not read</source>
        <translation>Usted escribió, y el paciente no ha leído</translation>
    </message>
    <message>
        <source>by you, {time}</source>
        <translation>por usted, {time}</translation>
    </message>
    <message>
        <source>by you, {time}, offline</source>
        <translation>por usted, {time}, sin conexión</translation>
    </message>
</context>
<context>
    <name>AttentionPlace</name>
    <message numerus="yes">
        <source>%n to read</source>
        <translation>
            <numerusform>%n por leer</numerusform>
            <numerusform>%n por leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mías</translation>
    </message>
    <message>
        <source>Of the practice</source>
        <translation>Del consultorio</translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message numerus="yes">
        <source>%n decision(s) to read. See why, then acknowledge.</source>
        <translation>
            <numerusform>%n decisión por leer. Vea por qué y márquela como leída.</numerusform>
            <numerusform>%n decisiones por leer. Vea por qué y márquelas como leídas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow when these are acknowledged.</source>
        <translation>
            <numerusform>Sigue %n más cuando marque estas como leídas.</numerusform>
            <numerusform>Siguen %n más cuando marque estas como leídas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Requieren atención</translation>
    </message>
    <message>
        <source>Nothing is left to read.</source>
        <translation>No queda nada por leer.</translation>
    </message>
    <message>
        <source>The portal has accepted everything you decided.</source>
        <translation>El portal ha aceptado todo lo que usted decidió.</translation>
    </message>
    <message>
        <source>What the portal does not accept waits here until you have read why.</source>
        <translation>Lo que el portal no acepte espera aquí hasta que usted haya leído por qué.</translation>
    </message>
    <message>
        <source>Your name, {name}, is kept with each.</source>
        <translation>Con cada una se guarda su nombre, {name}.</translation>
    </message>
</context>
<context>
    <name>Audience</name>
    <message>
        <source>caregiver</source>
        <translation>persona cuidadora</translation>
    </message>
    <message>
        <source>child</source>
        <translation>hijo o hija</translation>
    </message>
    <message>
        <source>guardian</source>
        <translation>tutor o tutora</translation>
    </message>
    <message>
        <source>limited access, without results</source>
        <translation>acceso limitado, sin resultados</translation>
    </message>
    <message>
        <source>no access at the patient&apos;s age</source>
        <translation>sin acceso a la edad del paciente</translation>
    </message>
    <message>
        <source>parent</source>
        <translation>padre o madre</translation>
    </message>
    <message>
        <source>private at the patient&apos;s age</source>
        <translation>privado a la edad del paciente</translation>
    </message>
    <message>
        <source>spouse</source>
        <translation>cónyuge</translation>
    </message>
    <message>
        <source>the child is of age</source>
        <translation>el hijo o la hija es mayor de edad</translation>
    </message>
    <message>
        <source>the patient</source>
        <translation>el paciente</translation>
    </message>
    <message>
        <source>the patient has died</source>
        <translation>el paciente ha fallecido</translation>
    </message>
    <message>
        <source>too young for an own account</source>
        <translation>demasiado joven para tener cuenta propia</translation>
    </message>
</context>
<context>
    <name>AudiencePanel</name>
    <message>
        <source>Nobody yet: there is no account for this chart. The practice calls.</source>
        <translation>Nadie todavía: este expediente no tiene cuenta. El consultorio llama.</translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation>Quién lo ve</translation>
    </message>
    <message>
        <source>Who will see it</source>
        <translation>Quién lo verá</translation>
    </message>
    <message>
        <source>does not see it: {why}</source>
        <translation>no lo ve: {why}</translation>
    </message>
    <message>
        <source>sees it and is told</source>
        <translation>lo ve y recibe aviso</translation>
    </message>
    <message>
        <source>{name}, {relation}</source>
        <translation>{name}, {relation}</translation>
    </message>
</context>
<context>
    <name>BatchHead</name>
    <message>
        <source>All batches</source>
        <translation>Todos los lotes</translation>
    </message>
    <message>
        <source>Close the batch</source>
        <translation>Cerrar el lote</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Files are being uploaded.</source>
        <translation>Se están subiendo archivos.</translation>
    </message>
    <message>
        <source>Manifest…</source>
        <translation>Manifiesto…</translation>
    </message>
    <message>
        <source>No statement of the batch is ready.</source>
        <translation>Ningún estado de cuenta del lote está listo.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Progress of the upload</source>
        <translation>Progreso de la carga</translation>
    </message>
    <message>
        <source>Publish {count}…</source>
        <translation>Publicar {count}…</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message numerus="yes">
        <source>Take %n file(s) again</source>
        <translation>
            <numerusform>Tomar de nuevo %n archivo</numerusform>
            <numerusform>Tomar de nuevo %n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>The batch is closed.</source>
        <translation>El lote está cerrado.</translation>
    </message>
</context>
<context>
    <name>BatchList</name>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Name of the new batch</source>
        <translation>Nombre del lote nuevo</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Lote nuevo</translation>
    </message>
    <message>
        <source>No statements have been uploaded yet. Begin a batch, or drop files here.</source>
        <translation>Aún no se han subido estados de cuenta. Inicie un lote o suelte archivos aquí.</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Estados de cuenta</translation>
    </message>
    <message>
        <source>Statements {month}</source>
        <translation>Estados de cuenta {month}</translation>
    </message>
</context>
<context>
    <name>BatchRoom</name>
    <message>
        <source>Drop files or a folder, or add them with the buttons above.</source>
        <translation>Suelte archivos o una carpeta, o agréguelos con los botones de arriba.</translation>
    </message>
    <message>
        <source>Drop files or a folder.</source>
        <translation>Suelte archivos o una carpeta.</translation>
    </message>
    <message>
        <source>No file is like this now.</source>
        <translation>Ahora ningún archivo está así.</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Batches</source>
        <translation>Lotes</translation>
    </message>
</context>
<context>
    <name>BehalfDialog</name>
    <message>
        <source>Choose the colleague for whom you decide.</source>
        <translation>Elija el colega por quien usted decide.</translation>
    </message>
    <message>
        <source>For whom do you decide? Both names are recorded.</source>
        <translation>¿Por quién decide usted? Quedan registrados ambos nombres.</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>En nombre de</translation>
    </message>
    <message>
        <source>{me} decides on behalf of {name}. Both names are recorded.</source>
        <translation>{me} decide en nombre de {name}. Quedan registrados ambos nombres.</translation>
    </message>
</context>
<context>
    <name>BillPaper</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The pages are being fetched.</source>
        <translation>Se están obteniendo las páginas.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>BillSection</name>
    <message>
        <source>A newer statement took its place: {time}</source>
        <translation>Lo reemplazó un estado de cuenta más reciente: {time}</translation>
    </message>
    <message>
        <source>Published by {name}: {time}</source>
        <translation>Publicado por {name}: {time}</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Reenviar…</translation>
    </message>
    <message>
        <source>Show the PDF</source>
        <translation>Mostrar el PDF</translation>
    </message>
    <message>
        <source>Voided by {name}: {time}</source>
        <translation>Anulado por {name}: {time}</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Anular…</translation>
    </message>
    <message>
        <source>sent again by {name}</source>
        <translation>reenviado por {name}</translation>
    </message>
    <message>
        <source>told nobody: {why}</source>
        <translation>sin avisar a nadie: {why}</translation>
    </message>
</context>
<context>
    <name>BillTable</name>
    <message>
        <source>Statements</source>
        <translation>Estados de cuenta</translation>
    </message>
</context>
<context>
    <name>Billing</name>
    <message>
        <source>A notice of it is on its way already.</source>
        <translation>Ya hay un aviso en camino.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Account number: {text}</source>
        <translation>Número de cuenta: {text}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <source>Being paid</source>
        <translation>Pago en curso</translation>
    </message>
    <message>
        <source>Being paid: {amount} since {time}</source>
        <translation>Pago en curso: {amount} desde {time}</translation>
    </message>
    <message>
        <source>Born {text}</source>
        <translation>Nacimiento: {text}</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Devuelto</translation>
    </message>
    <message>
        <source>Declined: {amount}, {settled}. Nothing was paid.</source>
        <translation>Rechazado: {amount}, {settled}. No se pagó nada.</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Vence</translation>
    </message>
    <message>
        <source>E-mail came back</source>
        <translation>Correo devuelto</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>Responsable del pago</translation>
    </message>
    <message>
        <source>It belongs to somebody else</source>
        <translation>Es de otra persona</translation>
    </message>
    <message>
        <source>It is being paid. Wait until the payment is settled.</source>
        <translation>Hay un pago en curso. Espere a que termine.</translation>
    </message>
    <message>
        <source>It is void already.</source>
        <translation>Ya está anulado.</translation>
    </message>
    <message>
        <source>It was paid in another way</source>
        <translation>Se pagó por otra vía</translation>
    </message>
    <message>
        <source>It was published by mistake</source>
        <translation>Se publicó por error</translation>
    </message>
    <message>
        <source>It was published twice</source>
        <translation>Se publicó dos veces</translation>
    </message>
    <message>
        <source>Name: {text}</source>
        <translation>Nombre: {text}</translation>
    </message>
    <message>
        <source>No billing account has come from your system yet.</source>
        <translation>Aún no ha llegado ninguna cuenta de facturación de su sistema.</translation>
    </message>
    <message>
        <source>No notice of a statement has come back.</source>
        <translation>No se ha devuelto ningún aviso de estado de cuenta.</translation>
    </message>
    <message>
        <source>Nobody gets statements on paper.</source>
        <translation>Nadie recibe estados de cuenta en papel.</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>No hay nada vencido.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>En papel</translation>
    </message>
    <message>
        <source>Only the statement that can be paid is sent again.</source>
        <translation>Solo se reenvía el estado de cuenta que se puede pagar.</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Paid: {amount}, {settled}</source>
        <translation>Pagado: {amount}, {settled}</translation>
    </message>
    <message>
        <source>Payable now</source>
        <translation>Por pagar</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>The amount is wrong</source>
        <translation>El monto es incorrecto</translation>
    </message>
    <message>
        <source>The portal can not be reached. Billing accounts are kept there alone: they are shown again as soon as the line is back.</source>
        <translation>No se puede contactar con el portal. Las cuentas de facturación solo se guardan allí: se muestran de nuevo en cuanto vuelva la conexión.</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Por pagar</translation>
    </message>
    <message>
        <source>Told nobody</source>
        <translation>Sin avisar</translation>
    </message>
    <message>
        <source>Your role has no right to statements. Your administrator gives it.</source>
        <translation>Su función no tiene permiso para los estados de cuenta. Lo da su administrador.</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>por {name}</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>aquí no se conoce</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>when a newer statement was there already</source>
        <translation>cuando ya había un estado de cuenta más reciente</translation>
    </message>
    <message>
        <source>when the statement was void already</source>
        <translation>cuando el estado de cuenta ya estaba anulado</translation>
    </message>
    <message>
        <source>{amount} as of {time}</source>
        <translation>{amount} ({time})</translation>
    </message>
    <message>
        <source>{day}, overdue</source>
        <translation>{day}, vencido</translation>
    </message>
    <message>
        <source>{what}, again</source>
        <translation>{what}, de nuevo</translation>
    </message>
</context>
<context>
    <name>BillingAccounts</name>
    <message numerus="yes">
        <source>%n billing account(s)</source>
        <translation>
            <numerusform>%n cuenta de facturación</numerusform>
            <numerusform>%n cuentas de facturación</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n billing account(s), and more below</source>
        <translation>
            <numerusform>%n cuenta de facturación, y hay más abajo</numerusform>
            <numerusform>%n cuentas de facturación, y hay más abajo</numerusform>
        </translation>
    </message>
    <message>
        <source>Billing accounts</source>
        <translation>Cuentas de facturación</translation>
    </message>
    <message>
        <source>Choose an account.</source>
        <translation>Elija una cuenta.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>No billing account fits what you search.</source>
        <translation>Ninguna cuenta de facturación coincide con lo que busca.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>BillingDetail</name>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Asked about statements</source>
        <translation>Preguntas sobre estados de cuenta</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Billing account {number}</source>
        <translation>Cuenta de facturación {number}</translation>
    </message>
    <message>
        <source>Do not send the statement again.</source>
        <translation>No reenvíe el estado de cuenta.</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Vence: {day}</translation>
    </message>
    <message>
        <source>Is told</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>It is the only one of this account that can be paid.</source>
        <translation>Es el único de esta cuenta que se puede pagar.</translation>
    </message>
    <message>
        <source>Looking for the statements…</source>
        <translation>Buscando los estados de cuenta…</translation>
    </message>
    <message>
        <source>No statement was published yet.</source>
        <translation>Aún no se ha publicado ningún estado de cuenta.</translation>
    </message>
    <message>
        <source>Nothing can be paid online now.</source>
        <translation>Ahora no se puede pagar nada en línea.</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pacientes</translation>
    </message>
    <message>
        <source>Payable now: {amount}, {name}</source>
        <translation>Se puede pagar: {amount}, {name}</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Estados de cuenta</translation>
    </message>
    <message>
        <source>{name}, born {day}</source>
        <translation>{name}, nacimiento: {day}</translation>
    </message>
</context>
<context>
    <name>BillingSearch</name>
    <message>
        <source>Search by name, birth date or account number</source>
        <translation>Buscar por nombre, nacimiento o número de cuenta</translation>
    </message>
</context>
<context>
    <name>BillingTable</name>
    <message>
        <source>Billing accounts</source>
        <translation>Cuentas de facturación</translation>
    </message>
</context>
<context>
    <name>BillingViews</name>
    <message>
        <source>Billing accounts…</source>
        <translation>Cuentas de facturación…</translation>
    </message>
</context>
<context>
    <name>BillingWork</name>
    <message>
        <source>An e-mail to {who} is on its way.</source>
        <translation>Va en camino un correo a {who}.</translation>
    </message>
    <message>
        <source>It is on the paper list for {who}.</source>
        <translation>Está en la lista de papel para {who}.</translation>
    </message>
    <message>
        <source>The statement of {who} is void.</source>
        <translation>El estado de cuenta de {who} está anulado.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message numerus="yes">
        <source>Locks in %n second(s). Press any key to stay.</source>
        <translation>
            <numerusform>Se bloquea en %n segundo. Pulse una tecla para seguir.</numerusform>
            <numerusform>Se bloquea en %n segundos. Pulse una tecla para seguir.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BouncedInvitations</name>
    <message numerus="yes">
        <source>%n invitation(s) came back or ran out.</source>
        <translation>
            <numerusform>%n invitación devuelta o vencida.</numerusform>
            <numerusform>%n invitaciones devueltas o vencidas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark all</source>
        <translation>Marcar todas</translation>
    </message>
    <message>
        <source>Other address…</source>
        <translation>Otra dirección…</translation>
    </message>
    <message numerus="yes">
        <source>Send %n again</source>
        <translation>
            <numerusform>Reenviar %n</numerusform>
            <numerusform>Reenviar %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n invitation(s) again…</source>
        <translation>
            <numerusform>Reenviando %n invitación…</numerusform>
            <numerusform>Reenviando %n invitaciones…</numerusform>
        </translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marcado</numerusform>
            <numerusform>%n marcados</numerusform>
        </translation>
    </message>
    <message>
        <source>A colleague is working on it.</source>
        <translation>Un colega está trabajando en ello.</translation>
    </message>
    <message>
        <source>A guardian is needed.</source>
        <translation>Hace falta un tutor.</translation>
    </message>
    <message>
        <source>A value has no range to judge it by.</source>
        <translation>Un valor no tiene rango con que juzgarlo.</translation>
    </message>
    <message>
        <source>A value is out of its range.</source>
        <translation>Un valor está fuera de rango.</translation>
    </message>
    <message>
        <source>An allergy speaks against it.</source>
        <translation>Una alergia lo desaconseja.</translation>
    </message>
    <message>
        <source>An appointment request belongs to it.</source>
        <translation>Lleva asociada una solicitud de cita.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n item(s) at once.</source>
        <translation>
            <numerusform>Como máximo %n elemento a la vez.</numerusform>
            <numerusform>Como máximo %n elementos a la vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation>Quitar las marcas</translation>
    </message>
    <message>
        <source>It belongs to no chart yet.</source>
        <translation>Aún no pertenece a ningún expediente.</translation>
    </message>
    <message>
        <source>It comes so late that somebody should look at it.</source>
        <translation>Llega tan tarde que alguien debe mirarlo.</translation>
    </message>
    <message>
        <source>It corrects an earlier report.</source>
        <translation>Corrige un informe anterior.</translation>
    </message>
    <message>
        <source>It has a critical value.</source>
        <translation>Tiene un valor crítico.</translation>
    </message>
    <message>
        <source>It has been decided already.</source>
        <translation>Ya se ha decidido.</translation>
    </message>
    <message>
        <source>It has changed since you marked it.</source>
        <translation>Ha cambiado desde que usted lo marcó.</translation>
    </message>
    <message>
        <source>It is a controlled drug.</source>
        <translation>Es un medicamento controlado.</translation>
    </message>
    <message>
        <source>It is in words, to be read.</source>
        <translation>Está redactado en texto y hay que leerlo.</translation>
    </message>
    <message>
        <source>It is no cancellation.</source>
        <translation>No es una cancelación.</translation>
    </message>
    <message>
        <source>It is no laboratory result.</source>
        <translation>No es un resultado de laboratorio.</translation>
    </message>
    <message>
        <source>It is not final.</source>
        <translation>No es definitivo.</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Ya no está.</translation>
    </message>
    <message>
        <source>It is of a sensitive kind.</source>
        <translation>Es de un tipo sensible.</translation>
    </message>
    <message>
        <source>It is on hold.</source>
        <translation>Está retenido.</translation>
    </message>
    <message>
        <source>It is too soon.</source>
        <translation>Es demasiado pronto.</translation>
    </message>
    <message>
        <source>It waits for somebody else.</source>
        <translation>Espera a otra persona.</translation>
    </message>
    <message>
        <source>It wants to be looked at alone.</source>
        <translation>Hay que mirarlo por separado.</translation>
    </message>
    <message>
        <source>Items of several queues can not be decided together.</source>
        <translation>No se pueden decidir juntos elementos de varias colas.</translation>
    </message>
    <message>
        <source>Its hold has ended; look at it anew.</source>
        <translation>Su retención ha terminado; mírelo de nuevo.</translation>
    </message>
    <message>
        <source>Its kind is not on the practice&apos;s routine list.</source>
        <translation>Su tipo no está en la lista de rutina del consultorio.</translation>
    </message>
    <message>
        <source>Laboratory tests are due.</source>
        <translation>Corresponden análisis de laboratorio.</translation>
    </message>
    <message>
        <source>Refills are left at the pharmacy.</source>
        <translation>Quedan resurtidos en la farmacia.</translation>
    </message>
    <message>
        <source>Somebody else prescribes it.</source>
        <translation>Lo receta otra persona.</translation>
    </message>
    <message>
        <source>The chart is to be chosen by a person.</source>
        <translation>El expediente debe elegirlo una persona.</translation>
    </message>
    <message>
        <source>The last visit is too long ago.</source>
        <translation>La última visita fue hace demasiado tiempo.</translation>
    </message>
    <message>
        <source>The law of the patient&apos;s state demands a delay.</source>
        <translation>La ley del estado del paciente exige una espera.</translation>
    </message>
    <message>
        <source>The medicine has been stopped.</source>
        <translation>El medicamento se ha suspendido.</translation>
    </message>
    <message>
        <source>The medicine is not on the chart.</source>
        <translation>El medicamento no está en el expediente.</translation>
    </message>
    <message>
        <source>The patient has died.</source>
        <translation>El paciente ha fallecido.</translation>
    </message>
    <message>
        <source>The patient is a minor; look at who will see it.</source>
        <translation>El paciente es menor de edad; mire quién lo verá.</translation>
    </message>
    <message>
        <source>The same has been asked for before.</source>
        <translation>Ya se pidió lo mismo antes.</translation>
    </message>
    <message>
        <source>The terms have not been accepted.</source>
        <translation>Las condiciones no se han aceptado.</translation>
    </message>
    <message>
        <source>The visit has begun.</source>
        <translation>La cita ya ha empezado.</translation>
    </message>
    <message>
        <source>This is done one by one.</source>
        <translation>Esto se hace uno por uno.</translation>
    </message>
    <message>
        <source>{action} {number}…</source>
        <translation>{action} {number}…</translation>
    </message>
</context>
<context>
    <name>BulkDecision</name>
    <message numerus="yes">
        <source>%n sender(s)</source>
        <translation>
            <numerusform>%n remitente</numerusform>
            <numerusform>%n remitentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>each of the %n patient(s)</source>
        <translation>
            <numerusform>el paciente</numerusform>
            <numerusform>cada uno de los %n pacientes</numerusform>
        </translation>
    </message>
    <message>
        <source>each patient below</source>
        <translation>cada paciente de la lista</translation>
    </message>
    <message>
        <source>each sender below</source>
        <translation>cada remitente de la lista</translation>
    </message>
    <message>
        <source>{action}: {items}</source>
        <translation>{action}: {items}</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n queda fuera</numerusform>
            <numerusform>%n quedan fuera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have not been in sight yet.</source>
        <translation>
            <numerusform>%n fila aún no ha estado a la vista.</numerusform>
            <numerusform>%n filas aún no han estado a la vista.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will be done</source>
        <translation>
            <numerusform>Se hará %n</numerusform>
            <numerusform>Se harán %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking the portal which of these can be decided together…</source>
        <translation>Preguntando al portal cuáles de estos se pueden decidir juntos…</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Marcados</translation>
    </message>
    <message>
        <source>The item</source>
        <translation>El elemento</translation>
    </message>
    <message>
        <source>There is nothing here to be done.</source>
        <translation>Aquí no hay nada que hacer.</translation>
    </message>
    <message>
        <source>Wait until it is known which of these can be decided together.</source>
        <translation>Espere a que se sepa cuáles de estos se pueden decidir juntos.</translation>
    </message>
    <message>
        <source>{action} {number}</source>
        <translation>{action} {number}</translation>
    </message>
    <message>
        <source>{left} Go through the list first.</source>
        <translation>{left} Recorra primero la lista.</translation>
    </message>
</context>
<context>
    <name>BulkOutcomeDialog</name>
    <message numerus="yes">
        <source>%n decision(s) saved</source>
        <translation>
            <numerusform>%n decisión guardada</numerusform>
            <numerusform>%n decisiones guardadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n hecha</numerusform>
            <numerusform>%n hechas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not taken</source>
        <translation>
            <numerusform>%n no aceptada</numerusform>
            <numerusform>%n no aceptadas</numerusform>
        </translation>
    </message>
    <message>
        <source>All {number}</source>
        <translation>Todas {number}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Copiar la lista</translation>
    </message>
    <message>
        <source>Done {number}</source>
        <translation>Hechas {number}</translation>
    </message>
    <message>
        <source>Not done {number}</source>
        <translation>Sin hacer {number}</translation>
    </message>
    <message>
        <source>Save list</source>
        <translation>Guardar la lista</translation>
    </message>
    <message>
        <source>Save list…</source>
        <translation>Guardar la lista…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardada</translation>
    </message>
    <message>
        <source>Show: {what}</source>
        <translation>Mostrar: {what}</translation>
    </message>
    <message>
        <source>The list could not be saved there.</source>
        <translation>No se pudo guardar ahí la lista.</translation>
    </message>
    <message>
        <source>They are sent as soon as the portal answers.</source>
        <translation>Se envían en cuanto el portal conteste.</translation>
    </message>
    <message>
        <source>Waiting {number}</source>
        <translation>En espera {number}</translation>
    </message>
    <message>
        <source>What is saved is sent as soon as the portal answers. What was not taken is as it was.</source>
        <translation>Lo guardado se envía en cuanto el portal conteste. Lo que no se tomó queda como estaba.</translation>
    </message>
    <message>
        <source>What was not taken is as it was.</source>
        <translation>Lo que no se aceptó queda como estaba.</translation>
    </message>
</context>
<context>
    <name>BulkOutcomes</name>
    <message>
        <source>Done</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Not done: {why}</source>
        <translation>No se hizo: {why}</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardada</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Qué fue de ella</translation>
    </message>
</context>
<context>
    <name>BulkWork</name>
    <message numerus="yes">
        <source>At most %n can be decided together.</source>
        <translation>
            <numerusform>Como máximo se puede decidir %n a la vez.</numerusform>
            <numerusform>Como máximo se pueden decidir %n a la vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>The portal can not be asked now. What it does not take is named in the outcome.</source>
        <translation>Ahora no se puede preguntar al portal. Lo que no acepte se nombra en el resultado.</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Stop waiting</source>
        <translation>Dejar de esperar</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Trabajando</translation>
    </message>
</context>
<context>
    <name>ChangeForm</name>
    <message numerus="yes">
        <source>A supply lasts from one day to %n.</source>
        <translation>
            <numerusform>Un suministro dura de un día a %n.</numerusform>
            <numerusform>Un suministro dura de un día a %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve with the changes</source>
        <translation>Aprobar con los cambios</translation>
    </message>
    <message>
        <source>Change the quantity, the days or the dose first.</source>
        <translation>Cambie primero la cantidad, los días o la dosis.</translation>
    </message>
    <message>
        <source>Days of supply</source>
        <translation>Días de suministro</translation>
    </message>
    <message>
        <source>How to take it</source>
        <translation>Modo de uso</translation>
    </message>
    <message>
        <source>Prescribe otherwise</source>
        <translation>Cambiar la receta</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Reason of the change</source>
        <translation>Motivo del cambio</translation>
    </message>
    <message>
        <source>Take the changes back</source>
        <translation>Deshacer los cambios</translation>
    </message>
    <message>
        <source>The patient is told what changes, before and after.</source>
        <translation>Se dice al paciente qué cambia, antes y después.</translation>
    </message>
    <message>
        <source>The quantity is more than nothing.</source>
        <translation>La cantidad debe ser mayor que cero.</translation>
    </message>
    <message>
        <source>Write why it is changed.</source>
        <translation>Escriba por qué se cambia.</translation>
    </message>
</context>
<context>
    <name>ChartChoice</name>
    <message>
        <source>A second chart for the same person is hard to mend.</source>
        <translation>Un segundo expediente de la misma persona es difícil de corregir.</translation>
    </message>
    <message>
        <source>Chart {number} ({name})</source>
        <translation>Expediente {number} ({name})</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>Fallecido</translation>
    </message>
    <message>
        <source>Has an account</source>
        <translation>Ya tiene cuenta</translation>
    </message>
    <message>
        <source>Link to chart {number} ({name})</source>
        <translation>Vincular al expediente {number} ({name})</translation>
    </message>
    <message>
        <source>Make a new chart</source>
        <translation>Crear un expediente nuevo</translation>
    </message>
    <message>
        <source>May be a namesake</source>
        <translation>Puede ser homónimo</translation>
    </message>
    <message>
        <source>May be a twin</source>
        <translation>Puede ser gemelo</translation>
    </message>
    <message>
        <source>May be father and son</source>
        <translation>Pueden ser padre e hijo</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Fusionado</translation>
    </message>
    <message>
        <source>Not the same person</source>
        <translation>No es la misma persona</translation>
    </message>
    <message>
        <source>Possible match</source>
        <translation>Coincidencia posible</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Restringido</translation>
    </message>
    <message>
        <source>Same household</source>
        <translation>Mismo hogar</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more chart(s)</source>
        <translation>
            <numerusform>Mostrar %n expediente más</numerusform>
            <numerusform>Mostrar %n expedientes más</numerusform>
        </translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation>Coincidencia fuerte</translation>
    </message>
    <message>
        <source>The same person after all</source>
        <translation>Sí es la misma persona</translation>
    </message>
    <message>
        <source>Told apart by a colleague</source>
        <translation>Distinguido por un colega</translation>
    </message>
    <message>
        <source>Yes, a second chart beside {numbers}</source>
        <translation>Sí, un segundo expediente además de {numbers}</translation>
    </message>
</context>
<context>
    <name>ChartCompare</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Chart {number}</source>
        <translation>Exp. {number}</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Apellido</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Segundo nombre</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Sexo</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>Sufijo</translation>
    </message>
</context>
<context>
    <name>ChartSearch</name>
    <message numerus="yes">
        <source>%n chart(s) found</source>
        <translation>
            <numerusform>%n expediente encontrado</numerusform>
            <numerusform>%n expedientes encontrados</numerusform>
        </translation>
    </message>
    <message>
        <source>Another chart: name, date, number</source>
        <translation>Otro: nombre, fecha, número</translation>
    </message>
    <message>
        <source>Look for another chart by name, birth date, phone or record number</source>
        <translation>Buscar otro expediente por nombre, fecha de nacimiento, teléfono o número de expediente</translation>
    </message>
    <message>
        <source>Looking for charts…</source>
        <translation>Buscando expedientes…</translation>
    </message>
    <message>
        <source>More charts fit than are shown. Type more.</source>
        <translation>Coinciden más expedientes de los que se muestran. Escriba más.</translation>
    </message>
    <message>
        <source>No chart fits. Look at the spelling, or type less.</source>
        <translation>Ningún expediente coincide. Revise la ortografía o escriba menos.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Type a name of two letters at least, a whole date, or a number.</source>
        <translation>Escriba un nombre de al menos dos letras, una fecha completa o un número.</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message numerus="yes">
        <source>%n thing(s) to weigh before approving</source>
        <translation>
            <numerusform>%n punto que sopesar antes de aprobar</numerusform>
            <numerusform>%n puntos que sopesar antes de aprobar</numerusform>
        </translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Nothing speaks against it</source>
        <translation>Nada se opone</translation>
    </message>
    <message>
        <source>This renewal can not be approved</source>
        <translation>Esta renovación no se puede aprobar</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%n refill(s) left, but the prescription ran out on {day}.</source>
        <translation>
            <numerusform>Queda %n resurtido, pero la receta venció el {day}.</numerusform>
            <numerusform>Quedan %n resurtidos, pero la receta venció el {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refill(s) left: the pharmacy can fill it without a renewal.</source>
        <translation>
            <numerusform>Queda %n resurtido: la farmacia puede surtirlo sin renovación.</numerusform>
            <numerusform>Quedan %n resurtidos: la farmacia puede surtirlo sin renovación.</numerusform>
        </translation>
    </message>
    <message>
        <source>Allergy on record: {allergy}.</source>
        <translation>Consta una alergia: {allergy}.</translation>
    </message>
    <message>
        <source>Another request for this medicine is waiting since {day}.</source>
        <translation>Hay otra solicitud de este medicamento pendiente desde el {day}.</translation>
    </message>
    <message>
        <source>Another request for this medicine is waiting. Decide that one first.</source>
        <translation>Hay otra solicitud pendiente de este medicamento. Decida primero esa.</translation>
    </message>
    <message>
        <source>Approving restarts it.</source>
        <translation>Al aprobar se reinicia.</translation>
    </message>
    <message>
        <source>Ask the patient, or choose below why it may be renewed all the same.</source>
        <translation>Pregunte al paciente, o elija abajo por qué puede renovarse de todos modos.</translation>
    </message>
    <message>
        <source>Asked by {name}, not by the patient.</source>
        <translation>Lo pidió {name}, no el paciente.</translation>
    </message>
    <message>
        <source>Close the request; look at the chart before anybody is called.</source>
        <translation>Cierre la solicitud; mire el expediente antes de que se llame a nadie.</translation>
    </message>
    <message>
        <source>Consider asking for a visit first.</source>
        <translation>Considere pedir antes una visita.</translation>
    </message>
    <message>
        <source>Consider ordering it.</source>
        <translation>Considere pedir el análisis.</translation>
    </message>
    <message>
        <source>Decide the first one, or mark this one as its duplicate.</source>
        <translation>Decida la primera, o marque esta como duplicada.</translation>
    </message>
    <message>
        <source>Deny it and tell the patient to ask the pharmacy.</source>
        <translation>Deniéguela e indique al paciente que acuda a la farmacia.</translation>
    </message>
    <message>
        <source>Deny it for now, or choose below why it may be early.</source>
        <translation>Deniéguela por ahora, o elija abajo por qué puede adelantarse.</translation>
    </message>
    <message>
        <source>Due since {day}.</source>
        <translation>Corresponde desde el {day}.</translation>
    </message>
    <message>
        <source>Hand it to the prescriber for a new prescription.</source>
        <translation>Pásela al médico que receta para una receta nueva.</translation>
    </message>
    <message>
        <source>Hand it to the prescriber, or deny it: a new prescription is needed.</source>
        <translation>Pásela al médico que receta, o deniéguela: hace falta una receta nueva.</translation>
    </message>
    <message>
        <source>Hand it to who prescribes for this patient now.</source>
        <translation>Pásela a quien receta ahora a este paciente.</translation>
    </message>
    <message>
        <source>Interactions with other drugs are not checked here.</source>
        <translation>Aquí no se comprueban interacciones con otros medicamentos.</translation>
    </message>
    <message>
        <source>It has been stopped</source>
        <translation>Se ha suspendido</translation>
    </message>
    <message>
        <source>It was prescribed on {day}.</source>
        <translation>Se recetó el {day}.</translation>
    </message>
    <message numerus="yes">
        <source>Last visit on {day}, more than %n month(s) ago.</source>
        <translation>
            <numerusform>Última visita el {day}, hace más de %n mes.</numerusform>
            <numerusform>Última visita el {day}, hace más de %n meses.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last visit on {day}, more than a year ago.</source>
        <translation>Última visita el {day}, hace más de un año.</translation>
    </message>
    <message>
        <source>Last visit on {day}.</source>
        <translation>Última visita el {day}.</translation>
    </message>
    <message>
        <source>Looked at alone, while online, by the provider in person.</source>
        <translation>La revisa por separado, con conexión, el profesional médico en persona.</translation>
    </message>
    <message>
        <source>Make sure that it should be taken again.</source>
        <translation>Asegúrese de que debe volver a tomarse.</translation>
    </message>
    <message>
        <source>No allergy is on record.</source>
        <translation>No consta ninguna alergia.</translation>
    </message>
    <message>
        <source>No fill is on record.</source>
        <translation>No consta ningún surtido.</translation>
    </message>
    <message>
        <source>No other request for it is waiting.</source>
        <translation>No hay otra solicitud pendiente.</translation>
    </message>
    <message>
        <source>No refills are left on the prescription.</source>
        <translation>No quedan resurtidos en la receta.</translation>
    </message>
    <message>
        <source>No visit is on record.</source>
        <translation>No consta ninguna visita.</translation>
    </message>
    <message>
        <source>Nobody knows how long the last fill lasts.</source>
        <translation>No se sabe cuánto dura el último surtido.</translation>
    </message>
    <message>
        <source>Nobody of this practice prescribed it.</source>
        <translation>No lo recetó nadie de este consultorio.</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n allergy(s) on record names it.</source>
        <translation>
            <numerusform>La %n alergia que consta no lo nombra.</numerusform>
            <numerusform>Ninguna de las %n alergias que constan lo nombra.</numerusform>
        </translation>
    </message>
    <message>
        <source>Prescribe it anew, or deny it.</source>
        <translation>Recételo de nuevo, o deniegue la solicitud.</translation>
    </message>
    <message>
        <source>Refills are left; the pharmacy can fill it.</source>
        <translation>Quedan resurtidos; la farmacia puede surtirlo.</translation>
    </message>
    <message>
        <source>Schedule II can not be renewed here. The law asks for a new prescription each time.</source>
        <translation>La lista II no se puede renovar aquí. La ley exige una receta nueva cada vez.</translation>
    </message>
    <message>
        <source>Schedule {schedule}: a controlled medicine, decided only while online.</source>
        <translation>Lista {schedule}: medicamento controlado, se decide solo con conexión.</translation>
    </message>
    <message>
        <source>Schedule {schedule}: five refills or six months are used up. A new prescription is needed.</source>
        <translation>Lista {schedule}: se agotaron los cinco resurtidos o los seis meses. Se necesita una receta nueva.</translation>
    </message>
    <message numerus="yes">
        <source>Schedule {schedule}: the law allows %n more refill(s) until {until}. Prescribed on {day}, {used} of five used or granted.</source>
        <translation>
            <numerusform>Lista {schedule}: la ley permite %n resurtido más hasta el {until}. Recetado el {day}; {used} de cinco usados o concedidos.</numerusform>
            <numerusform>Lista {schedule}: la ley permite %n resurtidos más hasta el {until}. Recetado el {day}; {used} de cinco usados o concedidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Schedule {schedule}: the law allows %n more refill(s).</source>
        <translation>
            <numerusform>Lista {schedule}: la ley permite %n resurtido más.</numerusform>
            <numerusform>Lista {schedule}: la ley permite %n resurtidos más.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped on {day}</source>
        <translation>Suspendido el {day}</translation>
    </message>
    <message>
        <source>Stopped on {day} by {name}</source>
        <translation>Suspendido el {day} por {name}</translation>
    </message>
    <message numerus="yes">
        <source>That is longer ago than the %n day(s) your practice allows.</source>
        <translation>
            <numerusform>Es más que el %n día que permite su consultorio.</numerusform>
            <numerusform>Es más que los %n días que permite su consultorio.</numerusform>
        </translation>
    </message>
    <message>
        <source>The chart says that the patient has died.</source>
        <translation>El expediente dice que el paciente ha fallecido.</translation>
    </message>
    <message>
        <source>The prescriber</source>
        <translation>El médico que receta</translation>
    </message>
    <message numerus="yes">
        <source>Too soon by %n day(s): due from {day}.</source>
        <translation>
            <numerusform>Demasiado pronto por %n día: corresponde desde el {day}.</numerusform>
            <numerusform>Demasiado pronto por %n días: corresponde desde el {day}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too soon: due from {day}.</source>
        <translation>Demasiado pronto: corresponde desde el {day}.</translation>
    </message>
    <message>
        <source>Too soon: the last fill is not used up.</source>
        <translation>Demasiado pronto: el último surtido no se ha agotado.</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>en orden</translation>
    </message>
    <message>
        <source>stops the approval</source>
        <translation>impide la aprobación</translation>
    </message>
    <message>
        <source>to be known</source>
        <translation>para saber</translation>
    </message>
    <message>
        <source>to be weighed</source>
        <translation>por sopesar</translation>
    </message>
    <message>
        <source>{check} (a check this version does not know)</source>
        <translation>{check} (una comprobación que esta versión no conoce)</translation>
    </message>
    <message numerus="yes">
        <source>{lab} on {day}, more than %n month(s) ago.</source>
        <translation>
            <numerusform>{lab} el {day}, hace más de %n mes.</numerusform>
            <numerusform>{lab} el {day}, hace más de %n meses.</numerusform>
        </translation>
    </message>
    <message>
        <source>{lab} on {day}.</source>
        <translation>{lab} el {day}.</translation>
    </message>
    <message>
        <source>{lab}: no value is on record.</source>
        <translation>{lab}: no consta ningún valor.</translation>
    </message>
    <message>
        <source>{name} prescribed it and is not with this practice any more.</source>
        <translation>Lo recetó {name}, que ya no está en este consultorio.</translation>
    </message>
    <message>
        <source>{name} prescribes here.</source>
        <translation>{name} receta aquí.</translation>
    </message>
</context>
<context>
    <name>ChoiceDialog</name>
    <message>
        <source>Ask again</source>
        <translation>Volver a preguntar</translation>
    </message>
    <message>
        <source>Ask again on</source>
        <translation>Volver a preguntar el</translation>
    </message>
    <message>
        <source>Choose what the patient says first.</source>
        <translation>Elija primero lo que dice el paciente.</translation>
    </message>
    <message>
        <source>Does not want the portal</source>
        <translation>No quiere el portal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Wants it after all: take the record back</source>
        <translation>Sí lo quiere: retirar la anotación</translation>
    </message>
    <message>
        <source>What the patient says</source>
        <translation>Lo que dice el paciente</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Will think about it</source>
        <translation>Lo va a pensar</translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>None: {empty}</source>
        <translation>Ninguno: {empty}</translation>
    </message>
</context>
<context>
    <name>ChosenTimes</name>
    <message>
        <source>Let go of {time}</source>
        <translation>Quitar {time}</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>it corrects an earlier one</source>
        <translation>corrige uno anterior</translation>
    </message>
    <message>
        <source>it is critical</source>
        <translation>es crítico</translation>
    </message>
    <message>
        <source>it is no laboratory result</source>
        <translation>no es un resultado de laboratorio</translation>
    </message>
    <message>
        <source>it is not final</source>
        <translation>no es definitivo</translation>
    </message>
    <message>
        <source>it is of a sensitive kind</source>
        <translation>es de un tipo sensible</translation>
    </message>
    <message>
        <source>it is on hold</source>
        <translation>está retenido</translation>
    </message>
    <message>
        <source>its hold has run out: decide again</source>
        <translation>su retención ha terminado: decida de nuevo</translation>
    </message>
    <message>
        <source>its patient is not certain</source>
        <translation>no se sabe con certeza de qué paciente es</translation>
    </message>
    <message>
        <source>the chart is marked as deceased</source>
        <translation>el expediente consta como de persona fallecida</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Open the authenticator app on your phone.</source>
        <translation>Abra la aplicación de autenticación en su teléfono.</translation>
    </message>
    <message>
        <source>Six digits from the app</source>
        <translation>Seis dígitos de la aplicación</translation>
    </message>
    <message>
        <source>The code has six digits.</source>
        <translation>El código tiene seis dígitos.</translation>
    </message>
    <message>
        <source>Your code</source>
        <translation>Su código</translation>
    </message>
</context>
<context>
    <name>CommandDelegate</name>
    <message>
        <source>not now</source>
        <translation>ahora no</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>reciente</translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>not now: {why}</source>
        <translation>ahora no: {why}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation>Ninguna orden tiene esas palabras.</translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation>Portal Console</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Escriba lo que quiere hacer</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Accounts…</source>
        <translation>Cuentas…</translation>
    </message>
    <message>
        <source>Billing accounts…</source>
        <translation>Cuentas de facturación…</translation>
    </message>
    <message>
        <source>Care managers of this patient</source>
        <translation>Cuidadores de este paciente</translation>
    </message>
    <message>
        <source>Care managers whose access ends soon</source>
        <translation>Cuidadores cuyo acceso termina pronto</translation>
    </message>
    <message>
        <source>Change this saved view…</source>
        <translation>Cambiar esta vista guardada…</translation>
    </message>
    <message>
        <source>Claim or give back</source>
        <translation>Tomar o soltar</translation>
    </message>
    <message>
        <source>Colors: as the system</source>
        <translation>Colores: los del sistema</translation>
    </message>
    <message>
        <source>Colors: dark</source>
        <translation>Colores: oscuros</translation>
    </message>
    <message>
        <source>Colors: high contrast</source>
        <translation>Colores: alto contraste</translation>
    </message>
    <message>
        <source>Colors: light</source>
        <translation>Colores: claros</translation>
    </message>
    <message>
        <source>Computers…</source>
        <translation>Equipos…</translation>
    </message>
    <message>
        <source>Enroll a patient…</source>
        <translation>Inscribir a un paciente…</translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation>Ir a {place}</translation>
    </message>
    <message>
        <source>Leave of providers…</source>
        <translation>Ausencias de profesionales…</translation>
    </message>
    <message>
        <source>Letters for several patients…</source>
        <translation>Cartas para varios pacientes…</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Bloquear la ventana</translation>
    </message>
    <message>
        <source>Mark the row</source>
        <translation>Marcar la fila</translation>
    </message>
    <message>
        <source>Practice settings…</source>
        <translation>Ajustes del consultorio…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Results intake…</source>
        <translation>Entrada de resultados…</translation>
    </message>
    <message>
        <source>Rows: comfortable</source>
        <translation>Filas: amplias</translation>
    </message>
    <message>
        <source>Rows: compact</source>
        <translation>Filas: compactas</translation>
    </message>
    <message>
        <source>Rows: normal</source>
        <translation>Filas: normales</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Guardar esta vista…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Mostrar las teclas</translation>
    </message>
    <message>
        <source>Show what is decided</source>
        <translation>Mostrar lo decidido</translation>
    </message>
    <message>
        <source>Show what is to do</source>
        <translation>Mostrar lo que hay que hacer</translation>
    </message>
    <message>
        <source>Show what waits for others</source>
        <translation>Mostrar lo que espera a otros</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Standing in…</source>
        <translation>Suplencias…</translation>
    </message>
    <message>
        <source>Statements…</source>
        <translation>Estados de cuenta…</translation>
    </message>
    <message>
        <source>Text size: {percent} %</source>
        <translation>Tamaño del texto: {percent} %</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Deshacer la última decisión</translation>
    </message>
    <message>
        <source>away, holiday, vacation, absent</source>
        <translation>ausencia, ausente, feriado, vacaciones</translation>
    </message>
    <message>
        <source>bills, upload, batch, PDF, publish, manifest, quarantine</source>
        <translation>facturas, subir, carga, lote, PDF, publicar, manifiesto, cuarentena</translation>
    </message>
    <message>
        <source>delegation, away, on behalf of</source>
        <translation>delegación, delegar, ausencia, en nombre de</translation>
    </message>
    <message>
        <source>guarantor, statement, payable, resend, void, overdue, paper</source>
        <translation>responsable del pago, estado de cuenta, por pagar, reenviar, anular, vencido, papel</translation>
    </message>
    <message>
        <source>laboratory, HL7, FHIR, messages, sources, quarantine, silent</source>
        <translation>laboratorio, HL7, FHIR, mensajes, fuentes, cuarentena, sin señal</translation>
    </message>
    <message>
        <source>login, locked, password, user name, reset, bounced invitations</source>
        <translation>acceso, bloqueada, contraseña, nombre de usuario, restablecer, invitaciones devueltas</translation>
    </message>
    <message>
        <source>policies, working hours, rules</source>
        <translation>políticas, horario laboral, reglas</translation>
    </message>
    <message>
        <source>proxy, guardian, parent, spouse, birthdays, approve</source>
        <translation>representante, tutor, padre, madre, cónyuge, cumpleaños, aprobar</translation>
    </message>
    <message>
        <source>proxy, guardian, parent, spouse, who may act</source>
        <translation>representante, tutor, padre, madre, cónyuge, quién puede actuar</translation>
    </message>
    <message>
        <source>token, letter, invitation, temporary credentials, walk-in</source>
        <translation>código, carta, invitación, credenciales temporales, sin cita</translation>
    </message>
    <message>
        <source>token, print, many, run</source>
        <translation>código, imprimir, varias, tanda</translation>
    </message>
    <message>
        <source>workstations, laptop, stolen, lost, revoke, wipe, erase, access</source>
        <translation>equipos, portátil, robado, perdido, revocar, borrar, acceso</translation>
    </message>
</context>
<context>
    <name>ComputerProblems</name>
    <message>
        <source>It is not known whether the portal has got this. Ask once more: that does no harm.</source>
        <translation>No se sabe si el portal lo ha recibido. Pídalo otra vez: no hace daño.</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The portal can not be reached: no access can be taken away from here now. If it can not wait, who runs the portal can do it there.</source>
        <translation>No se llega al portal: ahora no se puede quitar el acceso desde aquí. Si no puede esperar, quien administra el portal puede hacerlo allí.</translation>
    </message>
    <message>
        <source>The portal was not told who you are.</source>
        <translation>El portal no supo quién es usted.</translation>
    </message>
</context>
<context>
    <name>Computers</name>
    <message numerus="yes">
        <source>%n decision(s) saved; none was carried out. Read under Needs attention, Of the practice.</source>
        <translation>
            <numerusform>%n decisión salvada; no se llevó a cabo. Léala en Requieren atención, Del consultorio.</numerusform>
            <numerusform>%n decisiones salvadas; ninguna se llevó a cabo. Léalas en Requieren atención, Del consultorio.</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy of its files was in use somewhere else. Both have lost their access; its user goes on under a new entry after the next sign-in. If you do not know who has the copy, take the access of this one away as well.</source>
        <translation>Una copia de sus archivos se usaba en otro sitio. Ambos han perdido el acceso; su usuario sigue con una entrada nueva tras el próximo inicio de sesión. Si no sabe quién tiene la copia, quite también el acceso de este.</translation>
    </message>
    <message>
        <source>Access taken away</source>
        <translation>Acceso retirado</translation>
    </message>
    <message>
        <source>Access taken away {ago}; it has not reported since. At its next contact it saves the decisions that it has not sent, and erases what it keeps.</source>
        <translation>Acceso retirado {ago}; no ha dado señales desde entonces. En su próximo contacto salva las decisiones sin enviar y borra lo que guarda.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Erase ordered</source>
        <translation>Borrado ordenado</translation>
    </message>
    <message>
        <source>Erase what it keeps…</source>
        <translation>Borrar lo que guarda…</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Borrado</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>It erases what it keeps at its next contact, not before.</source>
        <translation>Borra lo que guarda en su próximo contacto, no antes.</translation>
    </message>
    <message>
        <source>It gets no answer from the portal any more, and what it keeps stays locked. Decisions that it has not sent stay there, too, until it is ordered to erase what it keeps.</source>
        <translation>El portal ya no le contesta y lo que guarda queda bloqueado. Las decisiones sin enviar también quedan ahí hasta que se le ordene borrar lo que guarda.</translation>
    </message>
    <message>
        <source>It has been heard from, and its decisions are saved. It has not reported that its files are gone.</source>
        <translation>Ha dado señales y sus decisiones están a salvo. No ha comunicado que sus archivos se hayan borrado.</translation>
    </message>
    <message>
        <source>It has reported that nothing is left. Nobody can say that of copies made before.</source>
        <translation>Ha comunicado que no queda nada. De copias hechas antes nadie puede decirlo.</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Visto por última vez</translation>
    </message>
    <message>
        <source>No computer fits what you search.</source>
        <translation>Ningún equipo corresponde a lo que busca.</translation>
    </message>
    <message>
        <source>No computer stands like that.</source>
        <translation>Ningún equipo está en ese estado.</translation>
    </message>
    <message>
        <source>Nobody has signed in for this practice on a computer yet.</source>
        <translation>Nadie ha iniciado sesión todavía en un equipo para este consultorio.</translation>
    </message>
    <message>
        <source>None of this practice was waiting there.</source>
        <translation>Ahí no esperaba ninguna de este consultorio.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Otra persona</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Take access away…</source>
        <translation>Quitar el acceso…</translation>
    </message>
    <message>
        <source>What it keeps stays locked.</source>
        <translation>Lo que guarda queda bloqueado.</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>De quién</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>hace {age}</translation>
    </message>
    <message>
        <source>{name} · this computer</source>
        <translation>{name} · este equipo</translation>
    </message>
    <message>
        <source>{which} has lost its access.</source>
        <translation>{which} ha perdido su acceso.</translation>
    </message>
    <message>
        <source>{who} was faster: {which} had lost its access already.</source>
        <translation>{who} se adelantó: {which} ya había perdido su acceso.</translation>
    </message>
    <message>
        <source>“{computer}” of {who}</source>
        <translation>«{computer}» de {who}</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Concerned</source>
        <translation>Afectados</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; scroll to read them</source>
        <translation>
            <numerusform>y %n más; desplácese para leerlo</numerusform>
            <numerusform>y %n más; desplácese para leerlos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Starting the demo practice…</source>
        <translation>Iniciando el consultorio de demostración…</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>A critical value is told by voice before it is read.</source>
        <translation>Un valor crítico se comunica de viva voz antes de que se lea.</translation>
    </message>
    <message>
        <source>Record the call</source>
        <translation>Registrar la llamada</translation>
    </message>
    <message>
        <source>The value was read back</source>
        <translation>Se repitió el valor en voz alta</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Avisado a</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who has been told</source>
        <translation>A quién se ha avisado</translation>
    </message>
    <message>
        <source>Who is that</source>
        <translation>Quién es</translation>
    </message>
    <message>
        <source>not read back</source>
        <translation>sin repetición del valor</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>paciente</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>valor repetido</translation>
    </message>
    <message>
        <source>told {when} by {name}</source>
        <translation>avisó {name}, {when}</translation>
    </message>
    <message>
        <source>{name}, {role}</source>
        <translation>{name}, {role}</translation>
    </message>
</context>
<context>
    <name>CorrectionPanel</name>
    <message>
        <source>The earlier version was released; nobody has opened it yet.</source>
        <translation>La versión anterior se publicó; nadie la ha abierto todavía.</translation>
    </message>
    <message>
        <source>The laboratory has corrected this result</source>
        <translation>El laboratorio ha corregido este resultado</translation>
    </message>
    <message>
        <source>The patient has read the earlier version. Say in words what changed.</source>
        <translation>El paciente ha leído la versión anterior. Diga con palabras qué cambió.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
</context>
<context>
    <name>CredentialCard</name>
    <message>
        <source>A copy stays in the clipboard for ten seconds.</source>
        <translation>La copia permanece diez segundos en el portapapeles.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Closes by itself in {minutes}:{seconds}</source>
        <translation>Se cierra sola en {minutes}:{seconds}</translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n second(s).</source>
        <translation>
            <numerusform>Copiado. El portapapeles se vacía en %n segundo.</numerusform>
            <numerusform>Copiado. El portapapeles se vacía en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy {field}</source>
        <translation>Copiar {field}</translation>
    </message>
    <message>
        <source>Hold down with the mouse, the space bar or Enter</source>
        <translation>Mantenga pulsado con el mouse, la barra espaciadora o Entrar</translation>
    </message>
    <message>
        <source>Hold to show</source>
        <translation>Mantener para ver</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Más tiempo</translation>
    </message>
    <message>
        <source>Show {field} while held down</source>
        <translation>Mostrar {field} mientras se mantiene pulsado</translation>
    </message>
    <message>
        <source>Shown this once. When this closes, nobody can show it again.</source>
        <translation>Se muestra solo esta vez. Cuando se cierre, nadie podrá mostrarlo de nuevo.</translation>
    </message>
    <message>
        <source>This system can not keep the card out of screenshots and shared screens: look who is watching before you show it.</source>
        <translation>Este sistema no puede ocultar la tarjeta en capturas ni pantallas compartidas: fíjese en quién mira antes de mostrarla.</translation>
    </message>
    <message>
        <source>You have not shown or copied anything yet. Close again to let it go.</source>
        <translation>Aún no ha mostrado ni copiado nada. Cierre otra vez para descartarlo.</translation>
    </message>
</context>
<context>
    <name>CredentialsPage</name>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Change the portal address</source>
        <translation>Cambiar la dirección del portal</translation>
    </message>
    <message>
        <source>Enter the address of your portal.</source>
        <translation>Escriba la dirección de su portal.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Escriba su contraseña.</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Escriba su nombre de usuario.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>Portal address</source>
        <translation>Dirección del portal</translation>
    </message>
    <message>
        <source>Review without the portal…</source>
        <translation>Revisar sin el portal…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
</context>
<context>
    <name>DamageAtDesk</name>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
</context>
<context>
    <name>DamagedOutbox</name>
    <message numerus="yes">
        <source>%n decision(s) can still be read.</source>
        <translation>
            <numerusform>%n decisión aún se puede leer.</numerusform>
            <numerusform>%n decisiones aún se pueden leer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) saved.</source>
        <translation>
            <numerusform>%n decisión guardada.</numerusform>
            <numerusform>%n decisiones guardadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>If you begin anew, an empty file takes its place. This computer will not send the decisions in the damaged one: enter them again. The damaged file stays here.</source>
        <translation>Si empieza de nuevo, un archivo vacío ocupa su lugar. Este equipo no enviará las decisiones del dañado: tómelas de nuevo. El archivo dañado se queda aquí.</translation>
    </message>
    <message>
        <source>No decision can be read any more.</source>
        <translation>Ya no se puede leer ninguna decisión.</translation>
    </message>
    <message>
        <source>Only your passphrase opens the file. To read it, start the program with --open-salvage {file}</source>
        <translation>Solo su frase de acceso abre el archivo. Para leerlo, inicie el programa con --open-salvage {file}</translation>
    </message>
    <message>
        <source>Save decisions</source>
        <translation>Guardar decisiones</translation>
    </message>
    <message>
        <source>Save what can still be read…</source>
        <translation>Guardar lo que aún se lee…</translation>
    </message>
    <message>
        <source>Set it aside and begin anew</source>
        <translation>Apartarlo y empezar de nuevo</translation>
    </message>
    <message>
        <source>The disk or another program has changed it. Nothing was deleted, and nothing is written over it. What the portal has confirmed is safe there.</source>
        <translation>Lo ha cambiado el disco u otro programa. No se eliminó nada, y no se escribe nada encima. Lo que el portal ha confirmado está a salvo en él.</translation>
    </message>
    <message>
        <source>The file with your unsent decisions is damaged</source>
        <translation>El archivo con sus decisiones sin enviar está dañado</translation>
    </message>
    <message>
        <source>The saved file names patients: a passphrase seals it. Nobody can recover it.</source>
        <translation>El archivo guardado nombra a pacientes: lo sella una frase de acceso. Nadie puede recuperarla.</translation>
    </message>
    <message>
        <source>There may have been more.</source>
        <translation>Puede que hubiera más.</translation>
    </message>
    <message>
        <source>To begin anew on this computer, sign in with the portal.</source>
        <translation>Para empezar de nuevo en este equipo, inicie sesión con el portal.</translation>
    </message>
</context>
<context>
    <name>DayStrip</name>
    <message>
        <source>Free times: none this week</source>
        <translation>Horarios libres: ninguno esta semana</translation>
    </message>
    <message>
        <source>Free times: {time}</source>
        <translation>Horarios libres: {time}</translation>
    </message>
    <message>
        <source>Free times: {time}, chosen</source>
        <translation>Horarios libres: {time}, elegido</translation>
    </message>
</context>
<context>
    <name>DaysEditor</name>
    <message>
        <source>2026-12-25 (year-month-day, one line each)</source>
        <translation>2026-12-25 (año-mes-día, uno por línea)</translation>
    </message>
    <message>
        <source>“{line}” is no day; write one like 2026-12-25.</source>
        <translation>«{line}» no es una fecha; escríbala como 2026-12-25.</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>It is too late to take this back: it has been sent.</source>
        <translation>Ya es tarde para retirarla: se ha enviado.</translation>
    </message>
    <message>
        <source>Taken back. Nothing was sent.</source>
        <translation>Retirada. No se envió nada.</translation>
    </message>
</context>
<context>
    <name>DecisionCard</name>
    <message>
        <source>Acknowledge</source>
        <translation>Enterado</translation>
    </message>
    <message>
        <source>Item without a name</source>
        <translation>Elemento sin nombre</translation>
    </message>
    <message>
        <source>Show item</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>DelegationsView</name>
    <message>
        <source>A colleague acts in their own name, on your behalf; both names are recorded. Controlled drugs can not be delegated.</source>
        <translation>El colega actúa con su propio nombre, en representación de usted; quedan registrados ambos nombres. Los medicamentos controlados no se pueden delegar.</translation>
    </message>
    <message>
        <source>Away from</source>
        <translation>Ausente desde</translation>
    </message>
    <message>
        <source>Away until</source>
        <translation>Ausente hasta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colega</translation>
    </message>
    <message>
        <source>Delegate</source>
        <translation>Delegar</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Hecho.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>End: {what}</source>
        <translation>Terminar: {what}</translation>
    </message>
    <message>
        <source>I am away</source>
        <translation>Estoy ausente</translation>
    </message>
    <message>
        <source>I am here</source>
        <translation>Ya estoy aquí</translation>
    </message>
    <message>
        <source>I am here: {what}</source>
        <translation>Ya estoy aquí: {what}</translation>
    </message>
    <message>
        <source>I may act for</source>
        <translation>Puedo actuar por</translation>
    </message>
    <message>
        <source>It has to end after it begins.</source>
        <translation>Tiene que terminar después de empezar.</translation>
    </message>
    <message>
        <source>No dates are set.</source>
        <translation>No hay fechas indicadas.</translation>
    </message>
    <message>
        <source>Nobody.</source>
        <translation>Nadie.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Standing in for one another</source>
        <translation>Suplencias entre colegas</translation>
    </message>
    <message>
        <source>These may act for me</source>
        <translation>Pueden actuar por mí</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>always</source>
        <translation>siempre</translation>
    </message>
    <message>
        <source>from {begin} until {end}</source>
        <translation>desde {begin} hasta {end}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>until</source>
        <translation>hasta</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>hasta {day}</translation>
    </message>
    <message>
        <source>while I am away</source>
        <translation>mientras estoy ausente</translation>
    </message>
    <message>
        <source>while away</source>
        <translation>durante la ausencia</translation>
    </message>
</context>
<context>
    <name>DemoAccounts</name>
    <message>
        <source>Demo practice</source>
        <translation>Consultorio de demostración</translation>
    </message>
    <message>
        <source>Invented people. One click signs you in.</source>
        <translation>Personas inventadas. Un clic inicia la sesión.</translation>
    </message>
    <message>
        <source>Sign in as {role}, {practice}</source>
        <translation>Iniciar sesión como {role}, {practice}</translation>
    </message>
    <message>
        <source>Signs in as {name}</source>
        <translation>Inicia sesión como {name}</translation>
    </message>
</context>
<context>
    <name>DenyDialog</name>
    <message>
        <source>A provider decides this.</source>
        <translation>Esto lo decide un profesional médico.</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Choose a reason, or write your own words.</source>
        <translation>Elija un motivo o escriba con sus palabras.</translation>
    </message>
    <message>
        <source>Fill in what stands in braces; the patient would read it as it is.</source>
        <translation>Complete lo que está entre llaves; el paciente lo leería tal cual.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Sent on with the code {code}</source>
        <translation>Se transmite con el código {code}</translation>
    </message>
    <message>
        <source>Use the proposed words</source>
        <translation>Usar el texto propuesto</translation>
    </message>
    <message>
        <source>What the patient reads</source>
        <translation>Lo que lee el paciente</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write what the patient shall read.</source>
        <translation>Escriba lo que debe leer el paciente.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Ask the practice&apos;s administrator to give you a role.</source>
        <translation>Pida al administrador del consultorio que le asigne una función.</translation>
    </message>
    <message>
        <source>Closed as a duplicate</source>
        <translation>Cerrada como duplicada</translation>
    </message>
    <message>
        <source>Colleagues read the note on the item of {who}; the patient never does.</source>
        <translation>Los colegas leen la nota sobre el elemento de {who}; el paciente, nunca.</translation>
    </message>
    <message>
        <source>Give to a colleague…</source>
        <translation>Asignar a un colega…</translation>
    </message>
    <message>
        <source>Given on</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>It is a duplicate…</source>
        <translation>Es un duplicado…</translation>
    </message>
    <message>
        <source>Let it wait…</source>
        <translation>Dejar en espera…</translation>
    </message>
    <message>
        <source>Note written</source>
        <translation>Nota escrita</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Reabierta</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Reabrir…</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>Asumir…</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Asumida</translation>
    </message>
    <message>
        <source>Taken up again</source>
        <translation>Retomada</translation>
    </message>
    <message>
        <source>The item of {who} goes to whom you choose; nothing is decided.</source>
        <translation>El elemento de {who} pasa a quien usted elija; no se decide nada.</translation>
    </message>
    <message>
        <source>The item of {who} is to be done again, and its clock runs.</source>
        <translation>El elemento de {who} vuelve a lo que hay que hacer y su plazo corre.</translation>
    </message>
    <message>
        <source>The item of {who} leaves the list of what is to do until it goes on.</source>
        <translation>El elemento de {who} sale de la lista de lo que hay que hacer hasta que continúe.</translation>
    </message>
    <message>
        <source>The item of {who} waits for a decision again, as if just come in.</source>
        <translation>El elemento de {who} vuelve a esperar una decisión, como recién llegado.</translation>
    </message>
    <message>
        <source>This item of {who} is closed; the other one goes on.</source>
        <translation>Este elemento de {who} se cierra; el otro sigue.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Escribir una nota…</translation>
    </message>
    <message>
        <source>You do not belong to any practice yet.</source>
        <translation>Usted aún no pertenece a ningún consultorio.</translation>
    </message>
    <message>
        <source>You go on with the item of {who}.</source>
        <translation>Usted continúa con el elemento de {who}.</translation>
    </message>
</context>
<context>
    <name>DeskProblems</name>
    <message>
        <source>A colleague has changed this meanwhile. Close this and open it again to see how it is now.</source>
        <translation>Un colega lo ha cambiado entretanto. Cierre y vuelva a abrir para ver cómo está ahora.</translation>
    </message>
    <message>
        <source>Choose a colleague, not yourself.</source>
        <translation>Elija un colega, no a usted mismo.</translation>
    </message>
    <message>
        <source>It has to end after it begins.</source>
        <translation>Tiene que terminar después de empezar.</translation>
    </message>
    <message>
        <source>Something in it does not fit.</source>
        <translation>Algo no encaja.</translation>
    </message>
    <message>
        <source>The portal did not take this.</source>
        <translation>El portal no lo aceptó.</translation>
    </message>
    <message>
        <source>These dates overlap an absence of yours; end that one first.</source>
        <translation>Estas fechas se superponen a otra ausencia suya; termine antes aquella.</translation>
    </message>
    <message>
        <source>This colleague may not see patients and can not stand in for you.</source>
        <translation>Este colega no puede ver a pacientes y no puede suplirle.</translation>
    </message>
    <message>
        <source>This queue is delegated to this colleague already.</source>
        <translation>Esta cola ya está delegada a este colega.</translation>
    </message>
    <message>
        <source>You can not delegate what you may not decide yourself.</source>
        <translation>No puede delegar lo que usted mismo no puede decidir.</translation>
    </message>
    <message>
        <source>You have a view of this name in this queue; choose another name.</source>
        <translation>Ya tiene una vista con ese nombre en esta cola; elija otro nombre.</translation>
    </message>
    <message>
        <source>You have as many views as there may be; delete one first.</source>
        <translation>Ya tiene el máximo de vistas; elimine antes una.</translation>
    </message>
</context>
<context>
    <name>DeskViews</name>
    <message>
        <source>Only who manages the practice changes this; everybody may read it.</source>
        <translation>Solo lo cambia quien administra el consultorio; todos pueden leerlo.</translation>
    </message>
    <message>
        <source>The portal can not be reached: nothing can be changed just now.</source>
        <translation>No se puede contactar con el portal: ahora no se puede cambiar nada.</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>End the hold</source>
        <translation>Terminar la retención</translation>
    </message>
    <message>
        <source>Hold ended</source>
        <translation>Retención terminada</translation>
    </message>
    <message>
        <source>Hold…</source>
        <translation>Retener…</translation>
    </message>
    <message>
        <source>No documents are waiting.</source>
        <translation>No hay documentos pendientes.</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Retenido</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Recall…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>The document is taken back from {who}.</source>
        <translation>El documento se retira de la cuenta de {who}.</translation>
    </message>
    <message>
        <source>The document of {who} waits again; the policy decides when it goes out.</source>
        <translation>El documento de {who} vuelve a estar pendiente; la política decide cuándo sale.</translation>
    </message>
    <message>
        <source>{who} can read this document from now on, and is told by email.</source>
        <translation>{who} puede leer este documento desde ahora, con aviso por correo electrónico.</translation>
    </message>
    <message>
        <source>{who} does not see this document until the hold ends.</source>
        <translation>{who} no ve este documento hasta que termine la retención.</translation>
    </message>
</context>
<context>
    <name>DocumentBody</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message>
        <source>A document without a title</source>
        <translation>Documento sin título</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Imaging report</source>
        <translation>Informe de imagen</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Carta</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>The pages are being fetched.</source>
        <translation>Se están obteniendo las páginas.</translation>
    </message>
    <message>
        <source>The pages are not on the screen yet.</source>
        <translation>Las páginas aún no están en pantalla.</translation>
    </message>
    <message>
        <source>This document has been taken back</source>
        <translation>Este documento se ha retirado</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Visit summary</source>
        <translation>Resumen de la visita</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Add a folder of statements</source>
        <translation>Agregar una carpeta de estados de cuenta</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Agregar carpeta…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Agregar archivos…</translation>
    </message>
    <message>
        <source>Add statements</source>
        <translation>Agregar estados de cuenta</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Drop statements or a folder here: one PDF for each account.</source>
        <translation>Suelte aquí estados de cuenta o una carpeta: un PDF por cuenta.</translation>
    </message>
    <message>
        <source>Let go to add them.</source>
        <translation>Suelte para agregarlos.</translation>
    </message>
    <message>
        <source>Statements (*.pdf)</source>
        <translation>Estados de cuenta (*.pdf)</translation>
    </message>
</context>
<context>
    <name>DuplicateDialog</name>
    <message>
        <source>Choose the item that goes on first.</source>
        <translation>Elija primero el elemento que sigue.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>The item that goes on</source>
        <translation>El elemento que sigue</translation>
    </message>
    <message>
        <source>There is no other item that this one could repeat.</source>
        <translation>No hay otro elemento que este pueda repetir.</translation>
    </message>
    <message>
        <source>This person has no other item in this queue.</source>
        <translation>Esta persona no tiene otro elemento en esta cola.</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndWorkstationDialog</name>
    <message>
        <source>Asking the portal…</source>
        <translation>Preguntando al portal…</translation>
    </message>
    <message>
        <source>At its next contact with the portal, it first saves the decisions that it has not sent: they are not carried out, and stand under Needs attention, Of the practice. Then all that it keeps is erased.</source>
        <translation>En su próximo contacto con el portal, primero salva las decisiones sin enviar: no se llevan a cabo y quedan en Requieren atención, Del consultorio. Después se borra todo lo que guarda.</translation>
    </message>
    <message>
        <source>Decisions that it has not sent stay locked there, and nobody can use it until you order it to erase what it keeps.</source>
        <translation>Las decisiones sin enviar quedan bloqueadas ahí y nadie puede usarlo hasta que usted le ordene borrar lo que guarda.</translation>
    </message>
    <message>
        <source>Erase what it keeps</source>
        <translation>Borrar lo que guarda</translation>
    </message>
    <message>
        <source>Its session ends at once, and what it keeps does not open any more. Only a copy for work without the portal, if there is one, is as safe as its passphrase until the computer hears of this.
This can not be taken back: to be used again, the computer begins anew.
{who} can sign in on another computer as before, and so can who knows the password.</source>
        <translation>Su sesión termina enseguida y lo que guarda ya no se abre. Solo una copia para trabajar sin el portal, si la hay, es tan segura como su frase de acceso hasta que el equipo se entere.
Esto no se puede deshacer: para volver a usarse, el equipo empieza de nuevo.
{who} puede iniciar sesión en otro equipo como antes, y también quien sepa la contraseña.</translation>
    </message>
    <message>
        <source>Order it erased</source>
        <translation>Ordenar el borrado</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Stolen, lost, given back … Administrators read it.</source>
        <translation>Robado, perdido, devuelto… Lo leen los administradores.</translation>
    </message>
    <message>
        <source>Take access away</source>
        <translation>Quitar el acceso</translation>
    </message>
    <message>
        <source>This window closes as soon as it is done.</source>
        <translation>Esta ventana se cierra en cuanto esté hecho.</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>Escriba primero el motivo.</translation>
    </message>
    <message>
        <source>You are sitting at this computer.</source>
        <translation>Usted está sentado ante este equipo.</translation>
    </message>
</context>
<context>
    <name>Enroll</name>
    <message>
        <source> or </source>
        <translation> o </translation>
    </message>
    <message numerus="yes">
        <source>%n chart(s) found</source>
        <translation>
            <numerusform>%n expediente encontrado</numerusform>
            <numerusform>%n expedientes encontrados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wrong answer(s)</source>
        <translation>
            <numerusform>%n respuesta errónea</numerusform>
            <numerusform>%n respuestas erróneas</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at the history below once the portal is there, then try again.</source>
        <translation>Cuando el portal conteste, mire el historial de abajo e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Look whether every sign is right, or make a new letter.</source>
        <translation>Revise que todos los caracteres estén bien, o haga otra carta.</translation>
    </message>
    <message>
        <source>Looked for: {what}</source>
        <translation>Se buscó: {what}</translation>
    </message>
    <message>
        <source>Make a new letter if the patient is not enrolled yet.</source>
        <translation>Haga otra carta si el paciente aún no está inscrito.</translation>
    </message>
    <message>
        <source>More charts fit than are shown: type more, for instance the birth date.</source>
        <translation>Coinciden más expedientes de los que se muestran: escriba más, por ejemplo la fecha de nacimiento.</translation>
    </message>
    <message>
        <source>No answer came: a token for {who} may have been made.</source>
        <translation>No llegó respuesta: puede que se haya creado un código para {who}.</translation>
    </message>
    <message>
        <source>No answer came: it may have been done.</source>
        <translation>No llegó respuesta: puede que se haya hecho.</translation>
    </message>
    <message>
        <source>Nobody has seen it. Make the letter again when the portal is there: the new token replaces that one.</source>
        <translation>Nadie lo ha visto. Haga la carta de nuevo cuando el portal conteste: el código nuevo reemplaza a ese.</translation>
    </message>
    <message>
        <source>This is not a token of this practice.</source>
        <translation>Este código no es de este consultorio.</translation>
    </message>
    <message>
        <source>This letter for {who} does not work any more: {state}.</source>
        <translation>Esta carta para {who} ya no sirve: {state}.</translation>
    </message>
    <message>
        <source>This letter is still good. It is for {who}, until {until}.</source>
        <translation>Esta carta aún sirve. Es para {who}, hasta {until}.</translation>
    </message>
    <message>
        <source>born {what}</source>
        <translation>nacimiento {what}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>por {name}</translation>
    </message>
    <message>
        <source>e-mail {what}</source>
        <translation>correo {what}</translation>
    </message>
    <message>
        <source>good until {when}</source>
        <translation>validez hasta {when}</translation>
    </message>
    <message>
        <source>name “{what}”</source>
        <translation>nombre «{what}»</translation>
    </message>
    <message>
        <source>phone {what}</source>
        <translation>teléfono {what}</translation>
    </message>
    <message>
        <source>record {what}</source>
        <translation>expediente {what}</translation>
    </message>
    <message>
        <source>the invitation sent on {day} to {address}</source>
        <translation>la invitación enviada el {day} a {address}</translation>
    </message>
    <message>
        <source>the temporary credentials of {day}</source>
        <translation>las credenciales temporales del {day}</translation>
    </message>
    <message>
        <source>the token issued on {day}</source>
        <translation>el código emitido el {day}</translation>
    </message>
    <message>
        <source>the token printed on {day}</source>
        <translation>el código impreso el {day}</translation>
    </message>
    <message>
        <source>to {address}</source>
        <translation>a {address}</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>hasta {when}</translation>
    </message>
    <message>
        <source>used {when}</source>
        <translation>uso: {when}</translation>
    </message>
    <message>
        <source>{what} stops working now.</source>
        <translation>esto anula desde ahora {what}.</translation>
    </message>
</context>
<context>
    <name>EnrollActs</name>
    <message>
        <source>Asking the portal…</source>
        <translation>Preguntando al portal…</translation>
    </message>
    <message>
        <source>Invite anew</source>
        <translation>Invitar de nuevo</translation>
    </message>
    <message>
        <source>Make a new letter</source>
        <translation>Hacer otra carta</translation>
    </message>
    <message>
        <source>{who} can only use the new one.</source>
        <translation>{who} solo podrá usar lo que reciba ahora.</translation>
    </message>
</context>
<context>
    <name>EnrollChart</name>
    <message>
        <source>Care managers…</source>
        <translation>Cuidadores…</translation>
    </message>
    <message>
        <source>Declined, or will think about it…</source>
        <translation>No quiere, o lo va a pensar…</translation>
    </message>
    <message>
        <source>The chosen patient</source>
        <translation>El paciente elegido</translation>
    </message>
    <message>
        <source>Ways in</source>
        <translation>Formas de acceso</translation>
    </message>
</context>
<context>
    <name>EnrollHeader</name>
    <message>
        <source>Account e-mail</source>
        <translation>Correo de la cuenta</translation>
    </message>
    <message>
        <source>Acts for them</source>
        <translation>Cuidadores</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Último acceso</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>since {when}</source>
        <translation>desde {when}</translation>
    </message>
    <message>
        <source>{address}, not verified</source>
        <translation>{address}, sin verificar</translation>
    </message>
</context>
<context>
    <name>EnrollHistory</name>
    <message>
        <source>Handed out so far</source>
        <translation>Entregado hasta ahora</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Revocar…</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Reenviar</translation>
    </message>
</context>
<context>
    <name>EnrollNotes</name>
    <message>
        <source>Record the guardian…</source>
        <translation>Registrar al tutor…</translation>
    </message>
    <message>
        <source>Show the account</source>
        <translation>Mostrar la cuenta</translation>
    </message>
    <message>
        <source>Show the request</source>
        <translation>Mostrar la solicitud</translation>
    </message>
</context>
<context>
    <name>EnrollSearch</name>
    <message>
        <source>Find the patient, or scan a letter</source>
        <translation>Busque al paciente o escanee una carta</translation>
    </message>
    <message>
        <source>Name, birth date, phone, e-mail, number</source>
        <translation>Nombre, nacimiento, teléfono, correo, número</translation>
    </message>
</context>
<context>
    <name>EnrollSheet</name>
    <message>
        <source>Ask for the birth date. The arrows and Enter choose a chart.</source>
        <translation>Pregunte la fecha de nacimiento. Las flechas y Entrar eligen un expediente.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Enroll a patient</source>
        <translation>Inscribir a un paciente</translation>
    </message>
    <message>
        <source>No chart fits</source>
        <translation>Ningún expediente coincide</translation>
    </message>
    <message>
        <source>Type a name, a birth date, a phone number, an e-mail address or a record number, also several of them. Scan a letter to see whether it is still good.</source>
        <translation>Escriba un nombre, una fecha de nacimiento, un teléfono, un correo o un número de expediente, o varios de ellos. Escanee una carta para ver si aún sirve.</translation>
    </message>
    <message>
        <source>Type less, or something else. Who has no chart yet can enroll by oneself.</source>
        <translation>Escriba menos, u otra cosa. Quien aún no tiene expediente puede inscribirse por cuenta propia.</translation>
    </message>
    <message>
        <source>Which one is it?</source>
        <translation>¿Cuál es?</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>¿Quién es?</translation>
    </message>
</context>
<context>
    <name>EnrollWays</name>
    <message>
        <source>Address for the invitation</source>
        <translation>Dirección para la invitación</translation>
    </message>
    <message>
        <source>Handed over here</source>
        <translation>Se entrega aquí</translation>
    </message>
    <message>
        <source>How the letter reaches the patient</source>
        <translation>Cómo llega la carta al paciente</translation>
    </message>
    <message>
        <source>Language of the letter</source>
        <translation>Idioma de la carta</translation>
    </message>
    <message>
        <source>Language of the mail</source>
        <translation>Idioma del correo</translation>
    </message>
    <message>
        <source>Sent by post</source>
        <translation>Por correo postal</translation>
    </message>
    <message>
        <source>name@example.org</source>
        <translation>nombre@example.org</translation>
    </message>
</context>
<context>
    <name>Enrollment</name>
    <message numerus="yes">
        <source>%n enrollment(s)</source>
        <translation>
            <numerusform>%n inscripción</numerusform>
            <numerusform>%n inscripciones</numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptadas</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Ask back…</source>
        <translation>Preguntar…</translation>
    </message>
    <message>
        <source>Asked back</source>
        <translation>Consultada</translation>
    </message>
    <message>
        <source>Bot check</source>
        <translation>Control antirrobots</translation>
    </message>
    <message>
        <source>Claims go to</source>
        <translation>Reclamaciones a</translation>
    </message>
    <message>
        <source>Confirmation sent again</source>
        <translation>Confirmación reenviada</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Deny…</source>
        <translation>Denegar…</translation>
    </message>
    <message>
        <source>Enrollments</source>
        <translation>Inscripciones</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Seguro</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>No enrollments are waiting.</source>
        <translation>No hay inscripciones pendientes.</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptadas</translation>
    </message>
    <message>
        <source>Not verified: {plan}</source>
        <translation>Sin verificar: {plan}</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Superado</translation>
    </message>
    <message>
        <source>Passed {when}</source>
        <translation>Superado {when}</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recuperación</translation>
    </message>
    <message>
        <source>Send the confirmation again</source>
        <translation>Reenviar la confirmación</translation>
    </message>
    <message>
        <source>Tell apart</source>
        <translation>Distinguir</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Condiciones</translation>
    </message>
    <message>
        <source>The chart is remembered as that of another person than {who}.</source>
        <translation>Se recuerda que el expediente es de otra persona y no de {who}.</translation>
    </message>
    <message>
        <source>Told apart</source>
        <translation>Distinguido</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Version {version}, accepted {when}</source>
        <translation>Versión {version}, aceptada {when}</translation>
    </message>
    <message>
        <source>Wants an account</source>
        <translation>Quiere una cuenta</translation>
    </message>
    <message>
        <source>group {number}</source>
        <translation>grupo {number}</translation>
    </message>
    <message>
        <source>member {number}</source>
        <translation>afiliado {number}</translation>
    </message>
    <message>
        <source>{answered} of {all} security questions set</source>
        <translation>{answered} de {all} preguntas de seguridad definidas</translation>
    </message>
    <message>
        <source>{who} gets access to the portal and a confirmation by email.</source>
        <translation>{who} obtiene acceso al portal y una confirmación por correo electrónico.</translation>
    </message>
    <message>
        <source>{who} gets no access, and reads the reason you choose.</source>
        <translation>{who} no obtiene acceso y lee el motivo que usted elija.</translation>
    </message>
    <message>
        <source>{who} gets the confirmation once more.</source>
        <translation>{who} recibe la confirmación una vez más.</translation>
    </message>
    <message>
        <source>{who} is asked for more; the enrollment keeps waiting.</source>
        <translation>Se pide más información a {who}; la inscripción sigue pendiente.</translation>
    </message>
</context>
<context>
    <name>EnrollmentBanners</name>
    <message>
        <source>Call the patient, or send it again to the address of the account.</source>
        <translation>Llame al paciente, o reenvíela a la dirección de la cuenta.</translation>
    </message>
    <message>
        <source>The applicant has not accepted the terms, so there can be no account.</source>
        <translation>El solicitante no ha aceptado las condiciones, así que no puede haber cuenta.</translation>
    </message>
    <message>
        <source>The confirmation could not be delivered.</source>
        <translation>La confirmación no se pudo entregar.</translation>
    </message>
    <message>
        <source>The confirmation waits to be sent.</source>
        <translation>La confirmación espera a enviarse.</translation>
    </message>
    <message>
        <source>The confirmation was sent {when}.</source>
        <translation>Confirmación enviada: {when}.</translation>
    </message>
    <message>
        <source>The sign-up has not passed the bot check, which the practice demands.</source>
        <translation>El registro no superó el control antirrobots, que el consultorio exige.</translation>
    </message>
    <message>
        <source>The sign-up has not passed the bot check.</source>
        <translation>El registro no superó el control antirrobots.</translation>
    </message>
    <message>
        <source>The terms have not been accepted.</source>
        <translation>Las condiciones no se han aceptado.</translation>
    </message>
</context>
<context>
    <name>EnrollmentBody</name>
    <message>
        <source>Also submitted</source>
        <translation>También enviado</translation>
    </message>
    <message>
        <source>Choose the chart that the account belongs to, or a new chart.</source>
        <translation>Elija el expediente al que pertenece la cuenta, o uno nuevo.</translation>
    </message>
    <message>
        <source>Has an account elsewhere</source>
        <translation>Tiene cuenta en otro lugar</translation>
    </message>
    <message>
        <source>Has answered</source>
        <translation>Ha contestado</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>Hogar</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Menor de edad</translation>
    </message>
    <message>
        <source>Say what becomes of the appointment request: decline it or keep it.</source>
        <translation>Diga qué pasa con la solicitud de cita: rechazarla o conservarla.</translation>
    </message>
    <message>
        <source>The confirmation is still on its way.</source>
        <translation>La confirmación sigue en camino.</translation>
    </message>
    <message>
        <source>This makes a second chart for {name}? Confirm it.</source>
        <translation>¿Crea esto un segundo expediente de {name}? Confírmelo.</translation>
    </message>
    <message>
        <source>Two charts match about equally well. Look at both.</source>
        <translation>Dos expedientes coinciden casi por igual. Mire ambos.</translation>
    </message>
    <message>
        <source>Whose chart is it?</source>
        <translation>¿De quién es el expediente?</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>1. Say that you call back, and hang up. 2. Call: {number}</source>
        <translation>1. Diga que devolverá la llamada y cuelgue. 2. Llame: {number}</translation>
    </message>
    <message>
        <source>Never call a number that the caller names. Ask, and do not offer: no birth date, no name of a relative, nothing that stands in social media. The security questions of the portal are for the patient alone.</source>
        <translation>Nunca llame a un número que le dé quien llama. Pregunte y no sugiera: ni fecha de nacimiento, ni nombres de familiares, ni nada que esté en las redes sociales. Las preguntas de seguridad del portal son solo para el paciente.</translation>
    </message>
    <message>
        <source>What did the caller know?</source>
        <translation>¿Qué sabía quien llama?</translation>
    </message>
    <message>
        <source>What have you seen?</source>
        <translation>¿Qué ha visto?</translation>
    </message>
    <message>
        <source>the chart has no number: ask the person to come</source>
        <translation>el expediente no tiene teléfono: pida a la persona que venga</translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message>
        <source>Show it on the page</source>
        <translation>Mostrarlo en la página</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>coincide</translation>
    </message>
    <message>
        <source>contradicts</source>
        <translation>contradice</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>página {number}</translation>
    </message>
    <message>
        <source>read by a person, not marked</source>
        <translation>leído por una persona, sin marcar</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Answered</source>
        <translation>Contestado</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Preguntado</translation>
    </message>
    <message>
        <source>Asked and answered</source>
        <translation>Pregunta y respuesta</translation>
    </message>
    <message>
        <source>The applicant has answered, and corrected: {fields}.</source>
        <translation>El solicitante ha contestado y ha corregido: {fields}.</translation>
    </message>
    <message>
        <source>The applicant has answered.</source>
        <translation>El solicitante ha contestado.</translation>
    </message>
    <message>
        <source>address</source>
        <translation>dirección</translation>
    </message>
    <message>
        <source>birth date</source>
        <translation>fecha de nacimiento</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>correo</translation>
    </message>
    <message>
        <source>family name</source>
        <translation>apellido</translation>
    </message>
    <message>
        <source>given name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>insurance</source>
        <translation>seguro</translation>
    </message>
    <message>
        <source>middle name</source>
        <translation>segundo nombre</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>teléfono</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>sexo</translation>
    </message>
    <message>
        <source>suffix</source>
        <translation>sufijo</translation>
    </message>
</context>
<context>
    <name>FileTable</name>
    <message>
        <source>Files of the batch</source>
        <translation>Archivos del lote</translation>
    </message>
</context>
<context>
    <name>FirstLoad</name>
    <message>
        <source>Progress of the first load</source>
        <translation>Progreso de la primera carga</translation>
    </message>
    <message>
        <source>Reading the queues for the first time: {rows} rows so far</source>
        <translation>Leyendo las colas por primera vez: {rows} filas hasta ahora</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop the first load</source>
        <translation>Detener la primera carga</translation>
    </message>
</context>
<context>
    <name>Flags</name>
    <message>
        <source>Abnormal</source>
        <translation>Anormal</translation>
    </message>
    <message>
        <source>Above scale</source>
        <translation>Sobre la escala</translation>
    </message>
    <message>
        <source>Above the range</source>
        <translation>Sobre el rango</translation>
    </message>
    <message>
        <source>Below scale</source>
        <translation>Bajo la escala</translation>
    </message>
    <message>
        <source>Below the range</source>
        <translation>Bajo el rango</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítico</translation>
    </message>
    <message>
        <source>Critical high</source>
        <translation>Crítico alto</translation>
    </message>
    <message>
        <source>Critical low</source>
        <translation>Crítico bajo</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alto</translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation>Intermedio</translation>
    </message>
    <message>
        <source>Laboratory: {flag} · by the range: {side}</source>
        <translation>Laboratorio: {flag} · según el rango: {side}</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Bajo</translation>
    </message>
    <message>
        <source>Resistant</source>
        <translation>Resistente</translation>
    </message>
    <message>
        <source>Susceptible</source>
        <translation>Sensible</translation>
    </message>
    <message>
        <source>above</source>
        <translation>por encima</translation>
    </message>
    <message>
        <source>below</source>
        <translation>por debajo</translation>
    </message>
    <message>
        <source>no flag</source>
        <translation>sin marca</translation>
    </message>
    <message>
        <source>within</source>
        <translation>dentro</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Charts found</source>
        <translation>Expedientes encontrados</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>No se ha perdido nada.</translation>
    </message>
</context>
<context>
    <name>GuardianForm</name>
    <message>
        <source>A guardian must stand behind this request. Record what you have seen.</source>
        <translation>Esta solicitud necesita el respaldo de un tutor. Registre lo que ha visto.</translation>
    </message>
    <message>
        <source>Birth certificate</source>
        <translation>Acta de nacimiento</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Elija</translation>
    </message>
    <message>
        <source>Court order</source>
        <translation>Orden judicial</translation>
    </message>
    <message>
        <source>Foster parent</source>
        <translation>Padre o madre de acogida</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>Tarjeta del seguro</translation>
    </message>
    <message>
        <source>Known to the practice</source>
        <translation>Conocido en el consultorio</translation>
    </message>
    <message>
        <source>Legal guardian</source>
        <translation>Tutor legal</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of the guardian</source>
        <translation>Nombre del tutor</translation>
    </message>
    <message>
        <source>Name the parent or guardian of this minor.</source>
        <translation>Nombre al padre, la madre o el tutor de este menor.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Padre o madre</translation>
    </message>
    <message>
        <source>Parent or guardian</source>
        <translation>Padre, madre o tutor</translation>
    </message>
    <message>
        <source>Photo ID</source>
        <translation>Identificación con foto</translation>
    </message>
    <message>
        <source>Record number</source>
        <translation>Número de expediente</translation>
    </message>
    <message>
        <source>Record number of the guardian</source>
        <translation>Número de expediente del tutor</translation>
    </message>
    <message>
        <source>Relationship</source>
        <translation>Parentesco</translation>
    </message>
    <message>
        <source>Say what the guardian is to this minor.</source>
        <translation>Diga qué relación tiene el tutor con este menor.</translation>
    </message>
    <message>
        <source>Say what you have seen of the guardian.</source>
        <translation>Diga qué ha visto del tutor.</translation>
    </message>
    <message>
        <source>The applicant is a minor: {age} old.</source>
        <translation>El solicitante es menor de edad: {age}.</translation>
    </message>
    <message>
        <source>Under 13: a parent must consent to the account (COPPA). Record what you have seen.</source>
        <translation>Menor de 13 años: el padre o la madre debe autorizar la cuenta (COPPA). Registre lo que ha visto.</translation>
    </message>
    <message>
        <source>What have you seen?</source>
        <translation>¿Qué ha visto?</translation>
    </message>
    <message>
        <source>if they are a patient here</source>
        <translation>si es paciente de aquí</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Asumida</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Desistida</translation>
    </message>
    <message>
        <source>{what}, one of many at once</source>
        <translation>{what}, una de varias a la vez</translation>
    </message>
    <message>
        <source>{what}, to {name}</source>
        <translation>{what}, a {name}</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Staff only</source>
        <translation>Solo personal</translation>
    </message>
    <message>
        <source>The patient reads</source>
        <translation>El paciente lee</translation>
    </message>
</context>
<context>
    <name>HoldDemands</name>
    <message>
        <source>Asked on</source>
        <translation>Pedido el</translation>
    </message>
    <message>
        <source>Choose the harm that you expect.</source>
        <translation>Elija el daño que prevé.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elija…</translation>
    </message>
    <message>
        <source>Harm</source>
        <translation>Daño</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Ley</translation>
    </message>
    <message>
        <source>Name the law.</source>
        <translation>Indique la ley.</translation>
    </message>
    <message>
        <source>Signed off by counsel</source>
        <translation>Visto bueno jurídico</translation>
    </message>
    <message>
        <source>Substantial harm to another person</source>
        <translation>Daño sustancial a otra persona</translation>
    </message>
    <message>
        <source>Substantial harm to the patient</source>
        <translation>Daño sustancial al paciente</translation>
    </message>
    <message>
        <source>Tell the patient first of the right to a review.</source>
        <translation>Informe antes al paciente del derecho a una revisión.</translation>
    </message>
    <message>
        <source>The patient knows of the right to have this reviewed</source>
        <translation>El paciente conoce su derecho a que esto se revise</translation>
    </message>
    <message>
        <source>To the life or physical safety of the patient</source>
        <translation>A la vida o la integridad física del paciente</translation>
    </message>
    <message>
        <source>Who asked</source>
        <translation>Quién lo pidió</translation>
    </message>
    <message>
        <source>Write who asked for it.</source>
        <translation>Escriba quién lo pidió.</translation>
    </message>
    <message>
        <source>Write who of counsel has signed it off.</source>
        <translation>Escriba qué asesor jurídico dio el visto bueno.</translation>
    </message>
</context>
<context>
    <name>HoldDialog</name>
    <message>
        <source>Basis</source>
        <translation>Fundamento</translation>
    </message>
    <message>
        <source>Choose the basis of the hold first.</source>
        <translation>Elija primero el fundamento de la retención.</translation>
    </message>
    <message>
        <source>Look at it again on</source>
        <translation>Revisarlo de nuevo el</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Retener</translation>
    </message>
    <message>
        <source>Rationale</source>
        <translation>Justificación</translation>
    </message>
    <message>
        <source>That a patient may be upset or worried is no basis for a hold.</source>
        <translation>Que un paciente pueda alterarse o preocuparse no es fundamento para retener.</translation>
    </message>
    <message>
        <source>Why it is needed for this patient, and no broader than needed.</source>
        <translation>Por qué hace falta para este paciente, y sin abarcar más de lo necesario.</translation>
    </message>
    <message>
        <source>Write why the hold is needed.</source>
        <translation>Escriba por qué hace falta la retención.</translation>
    </message>
    <message numerus="yes">
        <source>at most %n day(s) off</source>
        <translation>
            <numerusform>como máximo a %n día</numerusform>
            <numerusform>como máximo a %n días</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Holds</name>
    <message>
        <source>a consent or law not met</source>
        <translation>falta un consentimiento o requisito legal</translation>
    </message>
    <message>
        <source>a delay by state law</source>
        <translation>espera por ley estatal</translation>
    </message>
    <message>
        <source>doubtful data</source>
        <translation>datos dudosos</translation>
    </message>
    <message>
        <source>maintenance of the system</source>
        <translation>mantenimiento del sistema</translation>
    </message>
    <message>
        <source>not possible at present</source>
        <translation>no es posible por ahora</translation>
    </message>
    <message>
        <source>protecting access to care</source>
        <translation>protección del acceso a la atención</translation>
    </message>
    <message>
        <source>risk of harm to this patient</source>
        <translation>riesgo de daño para este paciente</translation>
    </message>
    <message>
        <source>security of the record</source>
        <translation>seguridad del expediente</translation>
    </message>
    <message>
        <source>the patient&apos;s own wish</source>
        <translation>deseo del propio paciente</translation>
    </message>
</context>
<context>
    <name>HoursEditor</name>
    <message>
        <source>{day}: another span</source>
        <translation>{day}: otro intervalo</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>May be a twin</source>
        <translation>Puede ser gemelo</translation>
    </message>
    <message>
        <source>Same name and birth date</source>
        <translation>Mismo nombre y nacimiento</translation>
    </message>
    <message>
        <source>address</source>
        <translation>dirección</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>correo</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>teléfono</translation>
    </message>
    <message>
        <source>same {fields}</source>
        <translation>coincide: {fields}</translation>
    </message>
</context>
<context>
    <name>HouseholdList</name>
    <message>
        <source>Each is decided on its own; nothing is merged.</source>
        <translation>Cada una se decide por separado; no se fusiona nada.</translation>
    </message>
    <message>
        <source>Same household</source>
        <translation>Mismo hogar</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>A date in the message can not be read.</source>
        <translation>No se puede leer una fecha del mensaje.</translation>
    </message>
    <message>
        <source>A part of the message is too long to keep.</source>
        <translation>Una parte del mensaje es demasiado larga para guardarla.</translation>
    </message>
    <message>
        <source>A part that the message refers to is missing.</source>
        <translation>Falta una parte a la que remite el mensaje.</translation>
    </message>
    <message>
        <source>A record number alone is not enough: one wrong digit names another.</source>
        <translation>El número de expediente solo no basta: con una cifra equivocada es el de otra persona.</translation>
    </message>
    <message>
        <source>A value in the message can not be read.</source>
        <translation>No se puede leer un valor del mensaje.</translation>
    </message>
    <message>
        <source>Ask for one message for each patient. Nothing of this one is filed, so that no result gets to the wrong patient.</source>
        <translation>Pida un mensaje por paciente. De este no se archiva nada, para que ningún resultado llegue al paciente equivocado.</translation>
    </message>
    <message>
        <source>Ask for the result in smaller messages.</source>
        <translation>Pida el resultado en mensajes más pequeños.</translation>
    </message>
    <message>
        <source>Call the laboratory</source>
        <translation>Llame al laboratorio</translation>
    </message>
    <message>
        <source>Call the laboratory; the message has its order number.</source>
        <translation>Llame al laboratorio; el mensaje lleva su número de orden.</translation>
    </message>
    <message>
        <source>Compare name, birth date and address. If you are not sure, call the laboratory.</source>
        <translation>Compare nombre, fecha de nacimiento y dirección. Si no tiene seguridad, llame al laboratorio.</translation>
    </message>
    <message>
        <source>Compare the person below with the charts, or call the laboratory.</source>
        <translation>Compare a la persona de abajo con los expedientes, o llame al laboratorio.</translation>
    </message>
    <message>
        <source>Compare them one by one before you choose.</source>
        <translation>Compárelos uno por uno antes de elegir.</translation>
    </message>
    <message>
        <source>Give the number and the time below, and have the result sent again.</source>
        <translation>Indique el número y la hora de abajo y pida que reenvíen el resultado.</translation>
    </message>
    <message>
        <source>If it comes back, tell whoever runs your portal.</source>
        <translation>Si vuelve aquí, avise a quien administra su portal.</translation>
    </message>
    <message>
        <source>It is no fault of the laboratory. Try again after the next update.</source>
        <translation>No es culpa del laboratorio. Inténtelo de nuevo tras la próxima actualización.</translation>
    </message>
    <message>
        <source>It may be a new name, or another person. Compare the rest.</source>
        <translation>Puede ser un nombre nuevo u otra persona. Compare lo demás.</translation>
    </message>
    <message>
        <source>It may be mistyped, or the patient is of another practice.</source>
        <translation>Puede estar mal escrito, o el paciente es de otro consultorio.</translation>
    </message>
    <message>
        <source>No chart here has the record number.</source>
        <translation>Ningún expediente de aquí tiene ese número.</translation>
    </message>
    <message>
        <source>One message is about several patients.</source>
        <translation>Un mismo mensaje trata de varios pacientes.</translation>
    </message>
    <message>
        <source>One of the two is wrong; call the laboratory. Matched here, the result is taken back from the other patient at once.</source>
        <translation>Uno de los dos está mal; llame al laboratorio. Si lo vincula aquí, el resultado se le retira de inmediato al otro paciente.</translation>
    </message>
    <message>
        <source>Tell whoever runs your portal</source>
        <translation>Avise a quien administra su portal</translation>
    </message>
    <message>
        <source>The beginning of the message is missing.</source>
        <translation>Falta el principio del mensaje.</translation>
    </message>
    <message>
        <source>The chart with this record number has another birth date.</source>
        <translation>El expediente con este número tiene otra fecha de nacimiento.</translation>
    </message>
    <message>
        <source>The chart with this record number has another name.</source>
        <translation>El expediente con este número tiene otro nombre.</translation>
    </message>
    <message>
        <source>The end of the message is missing.</source>
        <translation>Falta el final del mensaje.</translation>
    </message>
    <message>
        <source>The laboratory did not say whose result it is.</source>
        <translation>El laboratorio no dijo de quién es el resultado.</translation>
    </message>
    <message>
        <source>The laboratory has sent the same order for another patient before.</source>
        <translation>El laboratorio ya envió antes la misma orden para otro paciente.</translation>
    </message>
    <message>
        <source>The laboratory sent no birth date.</source>
        <translation>El laboratorio no envió la fecha de nacimiento.</translation>
    </message>
    <message>
        <source>The laboratory sent no record number.</source>
        <translation>El laboratorio no envió el número de expediente.</translation>
    </message>
    <message>
        <source>The letters of the message are garbled.</source>
        <translation>Las letras del mensaje llegaron alteradas.</translation>
    </message>
    <message>
        <source>The message could not be read.</source>
        <translation>El mensaje no se pudo leer.</translation>
    </message>
    <message>
        <source>The message is too large.</source>
        <translation>El mensaje es demasiado grande.</translation>
    </message>
    <message>
        <source>The number or the date is wrong. If you can not tell, call the laboratory.</source>
        <translation>El número o la fecha está mal. Si no puede saber cuál, llame al laboratorio.</translation>
    </message>
    <message>
        <source>The parts of the message are not in order.</source>
        <translation>Las partes del mensaje no están en orden.</translation>
    </message>
    <message>
        <source>The patient has died, or the chart was merged or restricted. Choose where the result belongs now.</source>
        <translation>El paciente ha fallecido, o el expediente se fusionó o está restringido. Elija a cuál pertenece ahora el resultado.</translation>
    </message>
    <message>
        <source>The portal could not tell whose result it is.</source>
        <translation>El portal no pudo saber de quién es el resultado.</translation>
    </message>
    <message>
        <source>The portal failed to read the message.</source>
        <translation>El portal no logró leer el mensaje.</translation>
    </message>
    <message>
        <source>The portal read the message and failed to file it.</source>
        <translation>El portal leyó el mensaje, pero no logró archivarlo.</translation>
    </message>
    <message>
        <source>The record number is of a chart that is not in use.</source>
        <translation>El número es de un expediente que no está en uso.</translation>
    </message>
    <message>
        <source>The record number is of another house, not of this practice.</source>
        <translation>El número de expediente es de otra institución, no de este consultorio.</translation>
    </message>
    <message>
        <source>There is no report in the message.</source>
        <translation>El mensaje no trae ningún informe.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Inténtelo de nuevo</translation>
    </message>
    <message>
        <source>What came is no laboratory message.</source>
        <translation>Lo que llegó no es un mensaje de laboratorio.</translation>
    </message>
    <message>
        <source>What was sent fits several charts.</source>
        <translation>Lo enviado coincide con varios expedientes.</translation>
    </message>
</context>
<context>
    <name>IntakeView</name>
    <message>
        <source>As of {time}</source>
        <translation>Estado a las {time}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Results intake</source>
        <translation>Entrada de resultados</translation>
    </message>
</context>
<context>
    <name>Item</name>
    <message>
        <source>Asked by {name}</source>
        <translation>Pedido por {name}</translation>
    </message>
    <message>
        <source>Born {date}</source>
        <translation>Nació el {date}</translation>
    </message>
    <message>
        <source>Came in</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Claimed by you</source>
        <translation>En sus manos</translation>
    </message>
    <message>
        <source>Claimed by {name}</source>
        <translation>Lo tiene {name}</translation>
    </message>
    <message>
        <source>Claimed by {name} until {time}</source>
        <translation>Lo tiene {name} hasta las {time}</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Mujer</translation>
    </message>
    <message>
        <source>Given to {name}</source>
        <translation>Asignado a {name}</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Hombre</translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation>Sin nombre</translation>
    </message>
    <message>
        <source>No chart yet</source>
        <translation>Aún sin expediente</translation>
    </message>
    <message>
        <source>Other sex</source>
        <translation>Otro sexo</translation>
    </message>
    <message>
        <source>Sender not known</source>
        <translation>Remitente desconocido</translation>
    </message>
    <message>
        <source>You decided: {done}; not answered yet</source>
        <translation>Usted decidió: {done}; aún sin respuesta</translation>
    </message>
    <message>
        <source>{done} by {name}</source>
        <translation>{done} por {name}</translation>
    </message>
    <message>
        <source>{done} by {name} on behalf of {other}</source>
        <translation>{done} por {name} en nombre de {other}</translation>
    </message>
</context>
<context>
    <name>ItemDecision</name>
    <message>
        <source>Take over</source>
        <translation>Asumir</translation>
    </message>
    <message>
        <source>Take over the item of {who}</source>
        <translation>Asumir el elemento de {who}</translation>
    </message>
    <message>
        <source>{name} is working on it and will see that you took over, and why.</source>
        <translation>{name} está trabajando en ello y verá que usted lo asumió, y por qué.</translation>
    </message>
</context>
<context>
    <name>ItemHeader</name>
    <message>
        <source>waiting {age}</source>
        <translation>esperando {age}</translation>
    </message>
</context>
<context>
    <name>ItemPage</name>
    <message>
        <source>Item</source>
        <translation>Elemento</translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>No item is chosen</source>
        <translation>No hay nada elegido</translation>
    </message>
</context>
<context>
    <name>ItemWork</name>
    <message>
        <source>The portal can not be asked now; this is what is known here.</source>
        <translation>Ahora no se puede preguntar al portal; esto es lo que se sabe aquí.</translation>
    </message>
    <message>
        <source>The portal did not tell more; this is what is known here.</source>
        <translation>El portal no dijo más; esto es lo que se sabe aquí.</translation>
    </message>
</context>
<context>
    <name>LandedResults</name>
    <message>
        <source>It is with the results of {who} now.</source>
        <translation>Ahora está entre los resultados de {who}.</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>Mostrar el resultado</translation>
    </message>
</context>
<context>
    <name>LeaveView</name>
    <message numerus="yes">
        <source>%n time(s) booked or held to be moved</source>
        <translation>
            <numerusform>%n horario reservado o apartado por mover</numerusform>
            <numerusform>%n horarios reservados o apartados por mover</numerusform>
        </translation>
    </message>
    <message>
        <source>Away from</source>
        <translation>Ausente desde</translation>
    </message>
    <message>
        <source>Away until</source>
        <translation>Ausente hasta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Hecho.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>End: {what}</source>
        <translation>Terminar: {what}</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>Enter leave</source>
        <translation>Anotar una ausencia</translation>
    </message>
    <message>
        <source>Free times of that span are not offered and not booked. What is booked stays until somebody moves it.</source>
        <translation>Los horarios libres de ese intervalo no se ofrecen ni se reservan. Lo reservado queda hasta que alguien lo mueva.</translation>
    </message>
    <message>
        <source>It has to end after it begins.</source>
        <translation>Tiene que terminar después de empezar.</translation>
    </message>
    <message>
        <source>Leave of providers</source>
        <translation>Ausencias de profesionales</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Nobody is away.</source>
        <translation>Nadie está ausente.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Profesional</translation>
    </message>
    <message>
        <source>Reason, for colleagues</source>
        <translation>Motivo, para los colegas</translation>
    </message>
    <message>
        <source>from {begin} until {end}</source>
        <translation>desde {begin} hasta {end}</translation>
    </message>
    <message>
        <source>until</source>
        <translation>hasta</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent</source>
        <translation>
            <numerusform>%n decisión espera a enviarse</numerusform>
            <numerusform>%n decisiones esperan a enviarse</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>They are safe on this computer and go out when you sign in here again.</source>
        <translation>Están a salvo en este equipo y salen cuando vuelva a iniciar sesión aquí.</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>A reprint is a new token. The letter that was printed before stops working at once, also when the patient has it in their hands.</source>
        <translation>Imprimir de nuevo crea otro código. La carta impresa antes deja de servir de inmediato, aunque el paciente ya la tenga.</translation>
    </message>
    <message>
        <source>Back to the letter</source>
        <translation>Volver a la carta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>Cerrar sin ella</translation>
    </message>
    <message>
        <source>Close without the letter?</source>
        <translation>¿Cerrar sin la carta?</translation>
    </message>
    <message>
        <source>Hand it to the patient, or post it. The birth date is not on it: without the birth date and the last name the token opens nothing.</source>
        <translation>Entréguela al paciente o envíela por correo postal. La fecha de nacimiento no figura en ella: sin esa fecha y el apellido, el código no abre nada.</translation>
    </message>
    <message>
        <source>It has been neither printed nor saved, and its token can not be shown again. The patient then needs another letter.</source>
        <translation>No se ha impreso ni guardado, y su código no se puede mostrar de nuevo. El paciente necesitará otra carta.</translation>
    </message>
    <message>
        <source>Language of the letter: {name}</source>
        <translation>Idioma de la carta: {name}</translation>
    </message>
    <message>
        <source>Letter {number}</source>
        <translation>Carta {number}</translation>
    </message>
    <message>
        <source>Make a new token</source>
        <translation>Crear otro código</translation>
    </message>
    <message>
        <source>Print anew…</source>
        <translation>Imprimir de nuevo…</translation>
    </message>
    <message>
        <source>Print the letter anew?</source>
        <translation>¿Imprimir de nuevo la carta?</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar como PDF…</translation>
    </message>
    <message>
        <source>The letter could not be saved there.</source>
        <translation>No se pudo guardar ahí la carta.</translation>
    </message>
    <message>
        <source>The letter has been saved. Delete the file once it is printed.</source>
        <translation>La carta se ha guardado. Elimine el archivo cuando esté impreso.</translation>
    </message>
    <message>
        <source>The letter has gone to the printer. If nothing comes out, print it anew.</source>
        <translation>La carta se ha enviado a la impresora. Si no sale nada, imprímala de nuevo.</translation>
    </message>
    <message>
        <source>The printer did not take the letter. Choose another, or save it as a PDF.</source>
        <translation>La impresora no aceptó la carta. Elija otra, o guárdela como PDF.</translation>
    </message>
    <message>
        <source>Works once, until {day}</source>
        <translation>Sirve una vez, hasta el {day}</translation>
    </message>
</context>
<context>
    <name>LetterKeeping</name>
    <message>
        <source>Choose a place…</source>
        <translation>Elegir lugar…</translation>
    </message>
    <message>
        <source>Save letter</source>
        <translation>Guardar la carta</translation>
    </message>
    <message>
        <source>The file holds a secret</source>
        <translation>El archivo contiene un secreto</translation>
    </message>
    <message>
        <source>Whoever has the file and knows the birth date and last name can open the patient&apos;s records. Save it where nobody else can read it, do not send it by e-mail, and delete it once it is printed.</source>
        <translation>Quien tenga el archivo y sepa la fecha de nacimiento y el apellido puede abrir el expediente del paciente. Guárdelo donde nadie más pueda leerlo, no lo envíe por correo electrónico y elimínelo cuando esté impreso.</translation>
    </message>
</context>
<context>
    <name>LetterPeopleDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n carta</numerusform>
            <numerusform>%n cartas</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose at least one patient first.</source>
        <translation>Elija primero al menos un paciente.</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>Continuar…</translation>
    </message>
    <message>
        <source>Language of the next letter</source>
        <translation>Idioma de la próxima carta</translation>
    </message>
    <message>
        <source>Letters for several patients</source>
        <translation>Cartas para varios pacientes</translation>
    </message>
    <message>
        <source>Patients who get a letter</source>
        <translation>Pacientes que reciben carta</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>This is a letter. Look for a patient.</source>
        <translation>Esto es una carta. Busque un paciente.</translation>
    </message>
</context>
<context>
    <name>LetterPreview</name>
    <message>
        <source>Letter {number}. Its token is not read out.</source>
        <translation>Carta {number}. Su código no se lee en voz alta.</translation>
    </message>
    <message>
        <source>Preview of the letter</source>
        <translation>Vista previa de la carta</translation>
    </message>
</context>
<context>
    <name>LetterReport</name>
    <message>
        <source>Letters that were printed before have stopped working.</source>
        <translation>Las cartas impresas antes ya no sirven.</translation>
    </message>
    <message>
        <source>Letters that were printed before work on only where no new token was made.</source>
        <translation>Las cartas impresas antes solo siguen sirviendo donde no se creó otro código.</translation>
    </message>
    <message>
        <source>What became of each letter</source>
        <translation>Qué fue de cada carta</translation>
    </message>
</context>
<context>
    <name>LetterRun</name>
    <message>
        <source>Its token was made, but the letter went nowhere. It has to be made anew.</source>
        <translation>Se creó su código, pero la carta no llegó a ninguna parte. Hay que hacerla de nuevo.</translation>
    </message>
    <message>
        <source>Letter {number}</source>
        <translation>Carta {number}</translation>
    </message>
    <message>
        <source>No answer came. A token may have been made that nobody has seen: make the letter again.</source>
        <translation>No llegó respuesta. Puede que se haya creado un código que nadie ha visto: haga la carta de nuevo.</translation>
    </message>
    <message>
        <source>The letters could not be saved there.</source>
        <translation>No se pudieron guardar ahí las cartas.</translation>
    </message>
    <message>
        <source>The printer did not take the letters. Choose another, or save them as a PDF.</source>
        <translation>La impresora no aceptó las cartas. Elija otra, o guárdelas como PDF.</translation>
    </message>
    <message>
        <source>The run was stopped before this letter.</source>
        <translation>La tanda se detuvo antes de esta carta.</translation>
    </message>
</context>
<context>
    <name>LetterRunDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n carta</numerusform>
            <numerusform>%n cartas</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Each patient gets a new token, on a sheet of its own. Letters that were printed for them before stop working.</source>
        <translation>Cada paciente recibe un código nuevo, en su propia hoja. Las cartas que se les imprimieron antes dejan de servir.</translation>
    </message>
    <message>
        <source>Handing over letter {number} of {total}</source>
        <translation>Sacando la carta {number} de {total}</translation>
    </message>
    <message>
        <source>Making letter {number} of {total}</source>
        <translation>Haciendo la carta {number} de {total}</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pacientes</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as one PDF…</source>
        <translation>Guardar en un PDF…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stopping after this letter</source>
        <translation>Se detiene después de esta carta</translation>
    </message>
</context>
<context>
    <name>LinkBadge</name>
    <message numerus="yes">
        <source>%n decision(s) waiting</source>
        <translation>
            <numerusform>%n decisión en espera</numerusform>
            <numerusform>%n decisiones en espera</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Data of {time}, {age} old</source>
        <translation>Datos de {time}, hace {age}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Sin conexión desde {time}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Sesión cerrada</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Al día</translation>
    </message>
</context>
<context>
    <name>LinkedRequest</name>
    <message>
        <source>Appointment request</source>
        <translation>Solicitud de cita</translation>
    </message>
    <message>
        <source>Approve both</source>
        <translation>Aprobar ambas</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Decline it too</source>
        <translation>Rechazarla también</translation>
    </message>
    <message>
        <source>If denied: {what}</source>
        <translation>Si se deniega: {what}</translation>
    </message>
    <message>
        <source>If you deny the enrollment:</source>
        <translation>Si deniega la inscripción:</translation>
    </message>
    <message>
        <source>It is decided on its own: approving the enrollment books nothing.</source>
        <translation>Se decide por separado: aprobar la inscripción no reserva nada.</translation>
    </message>
    <message>
        <source>Keep it waiting</source>
        <translation>Dejarla pendiente</translation>
    </message>
    <message>
        <source>Open the request</source>
        <translation>Abrir la solicitud</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Time to book</source>
        <translation>Horario que reservar</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Check the Caps Lock key and try again.</source>
        <translation>Revise la tecla Bloq Mayús e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>It was locked so that somebody else can sign in.</source>
        <translation>Se bloqueó para que otra persona inicie sesión.</translation>
    </message>
    <message>
        <source>Nobody was at this computer for a while.</source>
        <translation>Durante un rato no hubo nadie en este equipo.</translation>
    </message>
    <message>
        <source>Nothing is lost: sign in to go on where you were.</source>
        <translation>No se ha perdido nada: inicie sesión para seguir donde estaba.</translation>
    </message>
    <message>
        <source>Somebody else used this computer.</source>
        <translation>Otra persona usó este equipo.</translation>
    </message>
    <message>
        <source>Talk to the administrator of your practice.</source>
        <translation>Hable con el administrador de su consultorio.</translation>
    </message>
    <message>
        <source>The computer was asleep.</source>
        <translation>El equipo estaba en suspensión.</translation>
    </message>
    <message>
        <source>The computer&apos;s screen was locked.</source>
        <translation>La pantalla del equipo estaba bloqueada.</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>La contraseña no es correcta.</translation>
    </message>
    <message>
        <source>The time for working without the portal is over.</source>
        <translation>El tiempo para trabajar sin el portal ha terminado.</translation>
    </message>
    <message>
        <source>The window did not answer any more.</source>
        <translation>La ventana dejó de responder.</translation>
    </message>
    <message>
        <source>What was kept here is removed. Decisions that were not sent go to the practice, which looks at them.</source>
        <translation>Lo guardado aquí se elimina. Las decisiones sin enviar pasan al consultorio, que las revisa.</translation>
    </message>
    <message>
        <source>You locked it.</source>
        <translation>Usted lo bloqueó.</translation>
    </message>
    <message>
        <source>Your practice has withdrawn this computer&apos;s access.</source>
        <translation>Su consultorio ha retirado el acceso de este equipo.</translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent; they are safe here.</source>
        <translation>
            <numerusform>%n decisión espera a enviarse; aquí está a salvo.</numerusform>
            <numerusform>%n decisiones esperan a enviarse; aquí están a salvo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Escriba la frase de acceso.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Escriba su contraseña.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Passphrase of the copy</source>
        <translation>Frase de acceso de la copia</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Otra persona…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
</context>
<context>
    <name>LockedHead</name>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Locked · Portal Console</source>
        <translation>Bloqueado · Portal Console</translation>
    </message>
    <message>
        <source>No access</source>
        <translation>Sin acceso</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Otra persona…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Portal Console</source>
        <translation>Portal Console</translation>
    </message>
</context>
<context>
    <name>ManifestOffer</name>
    <message>
        <source>It is none</source>
        <translation>No lo es</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarla</translation>
    </message>
    <message>
        <source>{name} lay among the files. Is it the list of what the batch must contain?</source>
        <translation>{name} estaba entre los archivos. ¿Es la lista de lo que debe contener el lote?</translation>
    </message>
</context>
<context>
    <name>ManyLetters</name>
    <message numerus="yes">
        <source>Letters for %n of them</source>
        <translation>
            <numerusform>Carta para %n de ellos</numerusform>
            <numerusform>Cartas para %n de ellos</numerusform>
        </translation>
    </message>
    <message>
        <source>Letters in English…</source>
        <translation>Cartas en inglés…</translation>
    </message>
    <message>
        <source>Letters in Spanish…</source>
        <translation>Cartas en español…</translation>
    </message>
</context>
<context>
    <name>Match</name>
    <message>
        <source>Another chart matches about equally well. Look at both.</source>
        <translation>Otro expediente coincide casi por igual. Mire ambos.</translation>
    </message>
    <message>
        <source>Chart {number} has an account already; it can not get another.</source>
        <translation>El expediente {number} ya tiene una cuenta; no puede recibir otra.</translation>
    </message>
    <message>
        <source>Chart {number} is marked as another person&apos;s; take that back first.</source>
        <translation>El expediente {number} está marcado como de otra persona; deshágalo antes.</translation>
    </message>
    <message>
        <source>Chart {number} is of a person who has died.</source>
        <translation>El expediente {number} es de una persona fallecida.</translation>
    </message>
    <message>
        <source>Chart {number} is restricted; ask the practice&apos;s administrator.</source>
        <translation>El expediente {number} está restringido; consulte al administrador del consultorio.</translation>
    </message>
    <message>
        <source>Chart {number} was merged into another one; link that one.</source>
        <translation>El expediente {number} se fusionó con otro; vincule ese otro.</translation>
    </message>
    <message>
        <source>Jr., Sr. or the like differs</source>
        <translation>difiere Jr., Sr. o similar</translation>
    </message>
    <message>
        <source>Same birth date and family, other given name: may be a twin.</source>
        <translation>Mismo nacimiento y apellido, otro nombre: puede ser gemelo.</translation>
    </message>
    <message>
        <source>Same household, but another person: other given name and birth date.</source>
        <translation>Mismo hogar, pero otra persona: otro nombre y otra fecha de nacimiento.</translation>
    </message>
    <message>
        <source>Same name and birth date, but nothing else agrees: may be a namesake.</source>
        <translation>Mismo nombre y nacimiento, pero nada más coincide: puede ser homónimo.</translation>
    </message>
    <message>
        <source>The same name a generation apart: may be father and son.</source>
        <translation>El mismo nombre con una generación de diferencia: pueden ser padre e hijo.</translation>
    </message>
    <message>
        <source>Without a birth date on both sides nobody can be sure.</source>
        <translation>Sin fecha de nacimiento en ambos lados no se puede estar seguro.</translation>
    </message>
    <message>
        <source>a birth date is missing</source>
        <translation>falta una fecha de nacimiento</translation>
    </message>
    <message>
        <source>a colleague has told them apart</source>
        <translation>un colega los ha distinguido</translation>
    </message>
    <message>
        <source>a generation apart</source>
        <translation>una generación de diferencia</translation>
    </message>
    <message>
        <source>a nickname</source>
        <translation>un diminutivo o apodo</translation>
    </message>
    <message>
        <source>a part of it</source>
        <translation>una parte</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>coincide</translation>
    </message>
    <message>
        <source>an earlier name</source>
        <translation>un nombre anterior</translation>
    </message>
    <message>
        <source>an initial</source>
        <translation>una inicial</translation>
    </message>
    <message>
        <source>another chart matches as well</source>
        <translation>otro expediente también coincide</translation>
    </message>
    <message>
        <source>another of the household</source>
        <translation>otra persona del hogar</translation>
    </message>
    <message>
        <source>birth date: {how}</source>
        <translation>fecha de nacimiento: {how}</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>difiere</translation>
    </message>
    <message>
        <source>family name: {how}</source>
        <translation>apellido: {how}</translation>
    </message>
    <message>
        <source>given name: {how}</source>
        <translation>nombre: {how}</translation>
    </message>
    <message>
        <source>may be a namesake</source>
        <translation>puede ser homónimo</translation>
    </message>
    <message>
        <source>may be a twin</source>
        <translation>puede ser gemelo</translation>
    </message>
    <message>
        <source>may be father and son</source>
        <translation>pueden ser padre e hijo</translation>
    </message>
    <message>
        <source>nearly the same</source>
        <translation>casi igual</translation>
    </message>
    <message>
        <source>not known in full</source>
        <translation>no se conoce completa</translation>
    </message>
    <message>
        <source>nothing beyond name and birth date agrees</source>
        <translation>nada coincide aparte del nombre y el nacimiento</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>nada que comparar</translation>
    </message>
    <message>
        <source>one digit differs</source>
        <translation>difiere una cifra</translation>
    </message>
    <message>
        <source>only similar</source>
        <translation>solo se parece</translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation>suena igual</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>intercambiado</translation>
    </message>
    <message>
        <source>the chart has an account already</source>
        <translation>el expediente ya tiene cuenta</translation>
    </message>
    <message>
        <source>the chart is restricted</source>
        <translation>el expediente está restringido</translation>
    </message>
    <message>
        <source>the chart was merged into another</source>
        <translation>el expediente se fusionó con otro</translation>
    </message>
    <message>
        <source>the middle name</source>
        <translation>el segundo nombre</translation>
    </message>
    <message>
        <source>the middle name differs</source>
        <translation>difiere el segundo nombre</translation>
    </message>
    <message>
        <source>the person has died</source>
        <translation>la persona ha fallecido</translation>
    </message>
    <message>
        <source>the same place</source>
        <translation>el mismo lugar</translation>
    </message>
    <message>
        <source>the sex differs</source>
        <translation>difiere el sexo</translation>
    </message>
    <message>
        <source>too little agrees</source>
        <translation>coincide demasiado poco</translation>
    </message>
    <message>
        <source>written in other letters</source>
        <translation>escrito con otras letras</translation>
    </message>
</context>
<context>
    <name>MatchCard</name>
    <message>
        <source>Better match</source>
        <translation>Coincide mejor</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Coincidencia</translation>
    </message>
    <message>
        <source>Second best</source>
        <translation>Segunda mejor</translation>
    </message>
    <message>
        <source>Why not higher</source>
        <translation>Por qué no es mayor</translation>
    </message>
    <message>
        <source>{number} ({name}), {points} points: {lead} fewer</source>
        <translation>{number} ({name}), {points} puntos: {lead} menos</translation>
    </message>
    <message>
        <source>{number} ({name}), {points} points: {lead} more</source>
        <translation>{number} ({name}), {points} puntos: {lead} más</translation>
    </message>
    <message>
        <source>{points} of 100 points</source>
        <translation>{points} de 100 puntos</translation>
    </message>
</context>
<context>
    <name>MatchForm</name>
    <message>
        <source>Account number, as on the page</source>
        <translation>Número de cuenta, como en la página</translation>
    </message>
    <message>
        <source>Amount due</source>
        <translation>Monto por pagar</translation>
    </message>
    <message>
        <source>Amount, as on the page</source>
        <translation>Monto, como en la página</translation>
    </message>
    <message>
        <source>Birth date, as on the page</source>
        <translation>Fecha de nacimiento, como en la página</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Check and save</source>
        <translation>Comprobar y guardar</translation>
    </message>
    <message>
        <source>Date of the statement</source>
        <translation>Fecha del estado de cuenta</translation>
    </message>
    <message>
        <source>Due, if the page says so</source>
        <translation>Vence, si la página lo dice</translation>
    </message>
    <message>
        <source>Enter what the page says</source>
        <translation>Escriba lo que dice la página</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Name of the guarantor or a patient, as on the page</source>
        <translation>Nombre del responsable del pago o de un paciente, como en la página</translation>
    </message>
    <message>
        <source>Period, if another month</source>
        <translation>Período, si es otro mes</translation>
    </message>
    <message>
        <source>Read it on the page.</source>
        <translation>Léalo en la página.</translation>
    </message>
    <message>
        <source>Read the account number and one more thing on the page itself. The portal compares both with the account.</source>
        <translation>Lea en la página misma el número de cuenta y un dato más. El portal compara ambos con la cuenta.</translation>
    </message>
    <message>
        <source>Second identifier</source>
        <translation>Segundo identificador</translation>
    </message>
    <message>
        <source>The portal compares it…</source>
        <translation>El portal lo compara…</translation>
    </message>
    <message>
        <source>Write a day, as 10/31/2026.</source>
        <translation>Escriba un día (mes/día/año), como 10/31/2026.</translation>
    </message>
    <message>
        <source>Write an amount, as 120.00.</source>
        <translation>Escriba un monto, como 120.00.</translation>
    </message>
    <message>
        <source>Write year and month, as 2026-10.</source>
        <translation>Escriba año y mes, como 2026-10.</translation>
    </message>
</context>
<context>
    <name>MatchOverride</name>
    <message>
        <source>To match it all the same, write why; for colleagues</source>
        <translation>Para vincularlo de todos modos, escriba por qué; lo leen los colegas</translation>
    </message>
    <message>
        <source>Why it is this patient&apos;s all the same</source>
        <translation>Por qué es de este paciente de todos modos</translation>
    </message>
    <message>
        <source>Write why it is this patient&apos;s all the same.</source>
        <translation>Escriba por qué es de este paciente de todos modos.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>{label} ({seconds} s)</source>
        <translation>{label} ({seconds} s)</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n mensaje</numerusform>
            <numerusform>%n mensajes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), and more below</source>
        <translation>
            <numerusform>%n mensaje, y hay más abajo</numerusform>
            <numerusform>%n mensajes, y hay más abajo</numerusform>
        </translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Todas las fuentes</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Messages from</source>
        <translation>Mensajes de</translation>
    </message>
    <message>
        <source>Show the message…</source>
        <translation>Mostrar el mensaje…</translation>
    </message>
</context>
<context>
    <name>MessageSheet</name>
    <message>
        <source>As it came</source>
        <translation>Tal como llegó</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campos</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Message of a laboratory</source>
        <translation>Mensaje de un laboratorio</translation>
    </message>
    <message>
        <source>The message as it came</source>
        <translation>El mensaje tal como llegó</translation>
    </message>
</context>
<context>
    <name>MessageTable</name>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
</context>
<context>
    <name>MessageTree</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Fields of the message</source>
        <translation>Campos del mensaje</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A colleague is working on this item.</source>
        <translation>Un colega está trabajando en este elemento.</translation>
    </message>
    <message>
        <source>A copy of this computer&apos;s files is in use somewhere else.</source>
        <translation>Una copia de los archivos de este equipo se usa en otro lugar.</translation>
    </message>
    <message numerus="yes">
        <source>After %n more wrong passphrase(s), review without the portal ends on this computer.</source>
        <translation>
            <numerusform>Tras %n frase incorrecta más, termina la revisión sin el portal en este equipo.</numerusform>
            <numerusform>Tras %n frases incorrectas más, termina la revisión sin el portal en este equipo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask a colleague who may, or your administrator.</source>
        <translation>Pídalo a un colega que pueda, o a su administrador.</translation>
    </message>
    <message>
        <source>Both have lost their access; decisions that wait here are kept.</source>
        <translation>Ambos han perdido el acceso; las decisiones que esperan aquí se conservan.</translation>
    </message>
    <message>
        <source>Check the Caps Lock key and try again.</source>
        <translation>Revise la tecla Bloq Mayús e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check the address; it begins with https and names a server.</source>
        <translation>Revise la dirección; empieza por https y nombra un servidor.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Revise la red e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check the network; the program tries again by itself.</source>
        <translation>Revise la red; el programa lo intenta de nuevo por sí solo.</translation>
    </message>
    <message>
        <source>Check the server address, and whether this network asks you to log in first.</source>
        <translation>Revise la dirección del servidor, y si esta red le pide identificarse antes.</translation>
    </message>
    <message>
        <source>Decisions not yet sent will not be sent.</source>
        <translation>Las decisiones que no se han enviado no se enviarán.</translation>
    </message>
    <message>
        <source>Decisions shown as saved are safe.</source>
        <translation>Las decisiones que aparecen como guardadas están a salvo.</translation>
    </message>
    <message>
        <source>Decisions that you saved are kept and still go out.</source>
        <translation>Las decisiones que guardó se conservan y aún se envían.</translation>
    </message>
    <message>
        <source>Do not decide anything here until your support has looked at it.</source>
        <translation>No decida nada aquí hasta que su soporte lo haya revisado.</translation>
    </message>
    <message>
        <source>Do not go on; tell your support. This computer&apos;s clock may also be wrong.</source>
        <translation>No continúe; avise a su soporte. También puede estar mal el reloj de este equipo.</translation>
    </message>
    <message>
        <source>Enter your password once more.</source>
        <translation>Escriba su contraseña una vez más.</translation>
    </message>
    <message>
        <source>Go to the other window, or close it first.</source>
        <translation>Vaya a la otra ventana, o ciérrela primero.</translation>
    </message>
    <message>
        <source>It has been removed. Decisions that you saved are kept and still go out.</source>
        <translation>Se ha eliminado. Las decisiones que guardó se conservan y aún se envían.</translation>
    </message>
    <message>
        <source>It is kept as it is, and nothing is written over it.</source>
        <translation>Se conserva tal como está, y no se escribe nada encima.</translation>
    </message>
    <message>
        <source>It was put aside; your decisions are in another file and safe.</source>
        <translation>Se apartó; sus decisiones están en otro archivo, a salvo.</translation>
    </message>
    <message>
        <source>Look at the item again. If it stays so, this program may need an update.</source>
        <translation>Mire de nuevo el elemento. Si sigue así, puede que este programa necesite una actualización.</translation>
    </message>
    <message>
        <source>Make room, then decide again.</source>
        <translation>Libere espacio y decida de nuevo.</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Aún no se ha hecho nada.</translation>
    </message>
    <message>
        <source>Nothing is lost; saved decisions wait here.</source>
        <translation>No se ha perdido nada; las decisiones guardadas esperan aquí.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>No se envió nada.</translation>
    </message>
    <message>
        <source>Only one Portal Console at a time may use it here.</source>
        <translation>Aquí solo puede usarla un Portal Console a la vez.</translation>
    </message>
    <message>
        <source>Put the file back, or sign in with the portal to begin anew.</source>
        <translation>Devuelva el archivo a su sitio o inicie sesión con el portal para empezar de nuevo.</translation>
    </message>
    <message>
        <source>Refresh the queue.</source>
        <translation>Actualice la cola.</translation>
    </message>
    <message>
        <source>Review without the portal is not set up on this computer for this user name. Decisions that wait here are safe.</source>
        <translation>La revisión sin el portal no está configurada en este equipo para este nombre de usuario. Las decisiones que esperan aquí están a salvo.</translation>
    </message>
    <message>
        <source>Set the clock, or tell your support.</source>
        <translation>Ajuste el reloj, o avise a su soporte.</translation>
    </message>
    <message>
        <source>Sign in again to begin anew.</source>
        <translation>Inicie sesión otra vez para empezar de nuevo.</translation>
    </message>
    <message>
        <source>Sign in again to give this computer access, and tell your practice.</source>
        <translation>Inicie sesión de nuevo para dar acceso a este equipo, y avise a su consultorio.</translation>
    </message>
    <message>
        <source>Sign in again to send them.</source>
        <translation>Inicie sesión de nuevo para enviarlas.</translation>
    </message>
    <message>
        <source>Sign in as soon as the portal can be reached; that brings a new copy.</source>
        <translation>Inicie sesión en cuanto se pueda contactar con el portal; así llega una copia nueva.</translation>
    </message>
    <message>
        <source>Sign in when the portal can be reached, and set a new passphrase.</source>
        <translation>Inicie sesión cuando se pueda contactar con el portal, y elija otra frase de acceso.</translation>
    </message>
    <message>
        <source>Sign in with your password: you see more, and what you decide is sent.</source>
        <translation>Inicie sesión con su contraseña: verá más, y lo que decida se envía.</translation>
    </message>
    <message>
        <source>Something other than the portal answered.</source>
        <translation>Contestó algo que no es el portal.</translation>
    </message>
    <message>
        <source>Something went wrong in this program.</source>
        <translation>Algo falló en este programa.</translation>
    </message>
    <message>
        <source>Start the program again, or enter a portal&apos;s address.</source>
        <translation>Inicie de nuevo el programa, o escriba la dirección de un portal.</translation>
    </message>
    <message>
        <source>Take another item, or talk to each other.</source>
        <translation>Tome otro elemento, o hablen entre ustedes.</translation>
    </message>
    <message>
        <source>Talk to the administrator of your practice.</source>
        <translation>Hable con el administrador de su consultorio.</translation>
    </message>
    <message>
        <source>Tell your support; nothing has been changed.</source>
        <translation>Avise a su servicio técnico; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The copy and its passphrase are removed from this computer.</source>
        <translation>La copia y su frase de acceso se han eliminado de este equipo.</translation>
    </message>
    <message>
        <source>The copy can not be opened without the portal any more. Decisions that wait here are safe.</source>
        <translation>La copia ya no se puede abrir sin el portal. Las decisiones que esperan aquí están a salvo.</translation>
    </message>
    <message>
        <source>The copy on this computer is older than your practice allows.</source>
        <translation>La copia de este equipo es más antigua de lo que permite su consultorio.</translation>
    </message>
    <message>
        <source>The demo practice could not be started.</source>
        <translation>No se pudo iniciar el consultorio de demostración.</translation>
    </message>
    <message>
        <source>The file with its keys is missing, damaged or another account&apos;s.</source>
        <translation>El archivo con sus claves falta, está dañado o es de otra cuenta.</translation>
    </message>
    <message>
        <source>The file with unsent decisions can not be read.</source>
        <translation>No se puede leer el archivo con las decisiones sin enviar.</translation>
    </message>
    <message>
        <source>The folder is {folder}.</source>
        <translation>La carpeta es {folder}.</translation>
    </message>
    <message>
        <source>The key is no longer in this computer&apos;s keyring.</source>
        <translation>La clave ya no está en el llavero de este equipo.</translation>
    </message>
    <message>
        <source>The key of this computer can not be had.</source>
        <translation>No se puede obtener la clave de este equipo.</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>La frase de acceso no es correcta.</translation>
    </message>
    <message>
        <source>The portal answers.</source>
        <translation>El portal contesta.</translation>
    </message>
    <message>
        <source>The portal can not answer just now.</source>
        <translation>El portal no puede contestar en este momento.</translation>
    </message>
    <message>
        <source>The portal can not be reached.</source>
        <translation>No se puede contactar con el portal.</translation>
    </message>
    <message>
        <source>The portal refused the request as it stands.</source>
        <translation>El portal rechazó la petición tal como está.</translation>
    </message>
    <message>
        <source>The portal refuses further ones for a while.</source>
        <translation>El portal no admite más durante un rato.</translation>
    </message>
    <message>
        <source>The portal wants to be sure that it is you.</source>
        <translation>El portal quiere asegurarse de que es usted.</translation>
    </message>
    <message>
        <source>The portal&apos;s certificate is not trusted.</source>
        <translation>El certificado del portal no es de confianza.</translation>
    </message>
    <message>
        <source>The portal&apos;s time counts; ages shown here may be off.</source>
        <translation>Cuenta la hora del portal; los tiempos que se muestran aquí pueden estar mal.</translation>
    </message>
    <message>
        <source>The program tries again by itself.</source>
        <translation>El programa lo intenta de nuevo por sí solo.</translation>
    </message>
    <message>
        <source>The queues are being read anew from the portal.</source>
        <translation>Las colas se están leyendo de nuevo del portal.</translation>
    </message>
    <message>
        <source>The stored copy of the queues was damaged.</source>
        <translation>La copia guardada de las colas estaba dañada.</translation>
    </message>
    <message>
        <source>The stored queues stay locked.</source>
        <translation>Las colas guardadas siguen bloqueadas.</translation>
    </message>
    <message>
        <source>The user name, password or code is wrong.</source>
        <translation>El nombre de usuario, la contraseña o el código no son correctos.</translation>
    </message>
    <message>
        <source>There is no room left on the disk.</source>
        <translation>No queda espacio en el disco.</translation>
    </message>
    <message>
        <source>There were too many wrong attempts.</source>
        <translation>Hubo demasiados intentos fallidos.</translation>
    </message>
    <message>
        <source>There were too many wrong passphrases.</source>
        <translation>Hubo demasiadas frases de acceso incorrectas.</translation>
    </message>
    <message>
        <source>This account is open in another window.</source>
        <translation>Esta cuenta está abierta en otra ventana.</translation>
    </message>
    <message>
        <source>This can not be the portal&apos;s address.</source>
        <translation>Esta no puede ser la dirección del portal.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong.</source>
        <translation>El reloj de este equipo está mal.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk does not work as it should.</source>
        <translation>El disco de este equipo no funciona como debe.</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>Esto no se pudo hacer.</translation>
    </message>
    <message>
        <source>This is no longer there, or not for you.</source>
        <translation>Esto ya no está, o no es para usted.</translation>
    </message>
    <message>
        <source>This program can not write its files.</source>
        <translation>Este programa no puede escribir sus archivos.</translation>
    </message>
    <message>
        <source>This staff account has been disabled.</source>
        <translation>Esta cuenta de personal se ha desactivado.</translation>
    </message>
    <message>
        <source>This was not saved; what was saved before is safe.</source>
        <translation>Esto no se guardó; lo guardado antes está a salvo.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Inténtelo de nuevo en %n minuto.</numerusform>
            <numerusform>Inténtelo de nuevo en %n minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, decide at another computer and tell your support.</source>
        <translation>Inténtelo de nuevo. Si sigue así, decida en otro equipo y avise a su soporte.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell your support.</source>
        <translation>Inténtelo de nuevo; si sigue así, avise a su soporte.</translation>
    </message>
    <message>
        <source>Unlock the system&apos;s keyring, or enter the passphrase of this computer.</source>
        <translation>Desbloquee el llavero del sistema, o escriba la frase de acceso de este equipo.</translation>
    </message>
    <message>
        <source>Wait a few minutes and try again.</source>
        <translation>Espere unos minutos e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What is kept here stays locked; decisions not yet sent stay unsent.</source>
        <translation>Lo guardado aquí sigue bloqueado; las decisiones sin enviar no se envían.</translation>
    </message>
    <message>
        <source>What is kept on this computer does not open.</source>
        <translation>Lo guardado en este equipo no se puede abrir.</translation>
    </message>
    <message>
        <source>What was kept here is removed. Decisions that were not sent go to the practice, which looks at them; none is applied by itself.</source>
        <translation>Lo guardado aquí se elimina. Las decisiones sin enviar pasan al consultorio, que las revisa; ninguna se aplica por sí sola.</translation>
    </message>
    <message>
        <source>What was kept here is set aside.</source>
        <translation>Lo que se guardaba aquí se ha apartado.</translation>
    </message>
    <message>
        <source>What you decide is saved here and sent as soon as the portal answers.</source>
        <translation>Lo que decida se guarda aquí y se envía en cuanto el portal conteste.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>No ha iniciado sesión.</translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation>Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>You can go on working. Please copy the report and send it to your support; it holds no patient data.</source>
        <translation>Puede seguir trabajando. Copie el informe y envíelo a su soporte; no contiene datos de pacientes.</translation>
    </message>
    <message>
        <source>You have not claimed it.</source>
        <translation>Usted no lo ha tomado.</translation>
    </message>
    <message>
        <source>Your decisions are safe; the queues are read anew from the portal.</source>
        <translation>Sus decisiones están a salvo; las colas se leen de nuevo del portal.</translation>
    </message>
    <message>
        <source>Your practice does not allow review without the portal any more.</source>
        <translation>Su consultorio ya no permite revisar sin el portal.</translation>
    </message>
    <message>
        <source>Your practice has withdrawn this computer&apos;s access.</source>
        <translation>Su consultorio ha retirado el acceso de este equipo.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Su función no lo permite.</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>Su sesión ha terminado.</translation>
    </message>
    <message>
        <source>{name} is working on this item.</source>
        <translation>{name} está trabajando en este elemento.</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Creates an appointment request for {who}</source>
        <translation>Crea una solicitud de cita para {who}</translation>
    </message>
    <message>
        <source>Lets {who} recover the account from the notice</source>
        <translation>Permite a {who} recuperar la cuenta desde el aviso</translation>
    </message>
    <message>
        <source>Lets {who} send the request again from the notice</source>
        <translation>Permite a {who} enviar de nuevo la solicitud desde el aviso</translation>
    </message>
    <message>
        <source>Lets {who} write to the practice from the notice</source>
        <translation>Permite a {who} escribir al consultorio desde el aviso</translation>
    </message>
    <message>
        <source>Puts “Call the patient” on the task list, for {who}</source>
        <translation>Pone «Llamar al paciente» en la lista de tareas, para {who}</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Write a note for your colleagues first.</source>
        <translation>Escriba primero una nota para sus colegas.</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteWell</name>
    <message>
        <source>For colleagues. The patient never sees it.</source>
        <translation>Para los colegas. El paciente nunca la ve.</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Internal note, staff only</source>
        <translation>Nota interna, solo personal</translation>
    </message>
    <message>
        <source>Staff only</source>
        <translation>Solo personal</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Limited</source>
        <translation>Con límite</translation>
    </message>
    <message>
        <source>{title}: limited</source>
        <translation>{title}: con límite</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Take over from {name}…</source>
        <translation>Asumir lo de {name}…</translation>
    </message>
    <message>
        <source>There is nothing for you to decide here.</source>
        <translation>Aquí no hay nada que usted deba decidir.</translation>
    </message>
    <message>
        <source>{action} for a colleague…</source>
        <translation>{action} en nombre de un colega…</translation>
    </message>
    <message>
        <source>{action} for {name}…</source>
        <translation>{action} en nombre de {name}…</translation>
    </message>
    <message>
        <source>{action} with words to the patient…</source>
        <translation>{action} con unas palabras al paciente…</translation>
    </message>
</context>
<context>
    <name>Offline</name>
    <message numerus="yes">
        <source>%n applied</source>
        <translation>
            <numerusform>%n aplicada</numerusform>
            <numerusform>%n aplicadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n decidida</numerusform>
            <numerusform>%n decididas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read</source>
        <translation>
            <numerusform>%n leída</numerusform>
            <numerusform>%n leídas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to read</source>
        <translation>
            <numerusform>%n por leer</numerusform>
            <numerusform>%n por leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en espera</numerusform>
            <numerusform>%n en espera</numerusform>
        </translation>
    </message>
    <message>
        <source>A colleague decided it first, and differently; theirs counts.</source>
        <translation>Un colega lo decidió antes, y de otro modo; vale lo suyo.</translation>
    </message>
    <message>
        <source>A colleague had decided the same before; it counts once.</source>
        <translation>Un colega ya había decidido lo mismo; cuenta una vez.</translation>
    </message>
    <message>
        <source>A newer version has taken its place; decide on that one.</source>
        <translation>Una versión más nueva ocupa su lugar; decida sobre esa.</translation>
    </message>
    <message>
        <source>A rule forbids it; its card says which.</source>
        <translation>Lo prohíbe una regla; su tarjeta dice cuál.</translation>
    </message>
    <message>
        <source>Already done</source>
        <translation>Ya hecha</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Aplicada</translation>
    </message>
    <message>
        <source>Carried out as you decided.</source>
        <translation>Se llevó a cabo como usted decidió.</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambiado</translation>
    </message>
    <message>
        <source>Decided differently</source>
        <translation>Otra decisión</translation>
    </message>
    <message>
        <source>It came later than the practice allows; look at it and decide again.</source>
        <translation>Llegó más tarde de lo que permite el consultorio; mírelo y decida de nuevo.</translation>
    </message>
    <message>
        <source>It has changed since you saw it; look at it and decide again.</source>
        <translation>Ha cambiado desde que usted lo vio; mírelo y decida de nuevo.</translation>
    </message>
    <message>
        <source>It has moved on since you saw it; look at it and decide again.</source>
        <translation>Ha avanzado desde que usted lo vio; mírelo y decida de nuevo.</translation>
    </message>
    <message>
        <source>Moved on</source>
        <translation>Ya avanzó</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No permitida</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leída</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Reemplazado</translation>
    </message>
    <message>
        <source>Saved here; sent as soon as the portal takes it.</source>
        <translation>Guardada aquí; se envía en cuanto el portal la acepte.</translation>
    </message>
    <message>
        <source>The patient has withdrawn the request; there is nothing left to do.</source>
        <translation>El paciente ha retirado la solicitud; no queda nada por hacer.</translation>
    </message>
    <message>
        <source>Too old</source>
        <translation>Muy tarde</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Desistida</translation>
    </message>
    <message>
        <source>You have acknowledged what became of them.</source>
        <translation>Usted ya leyó qué fue de ellas.</translation>
    </message>
    <message>
        <source>Your role does not allow it, or no longer; ask a colleague who may.</source>
        <translation>Su función no lo permite, o ya no; pídalo a un colega que pueda.</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>The copy may be read until {time}.</source>
        <translation>La copia se puede leer hasta: {time}.</translation>
    </message>
    <message>
        <source>The portal answers again. Sign in to see what is new.</source>
        <translation>El portal contesta de nuevo. Inicie sesión para ver lo nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>The portal answers again. Sign in to send %n decision(s).</source>
        <translation>
            <numerusform>El portal contesta de nuevo. Inicie sesión para enviar %n decisión.</numerusform>
            <numerusform>El portal contesta de nuevo. Inicie sesión para enviar %n decisiones.</numerusform>
        </translation>
    </message>
    <message>
        <source>The portal does not answer.</source>
        <translation>El portal no contesta.</translation>
    </message>
    <message>
        <source>The portal does not answer. You see data of {time}, {age} old.</source>
        <translation>El portal no contesta. Usted ve datos de hace {age} ({time}).</translation>
    </message>
    <message>
        <source>The portal does not answer. You see data of {time}.</source>
        <translation>El portal no contesta. Usted ve datos de: {time}.</translation>
    </message>
    <message>
        <source>What is gray and marked “{mark}” is too old to decide on.</source>
        <translation>Lo gris, marcado «{mark}», es demasiado antiguo para decidir.</translation>
    </message>
    <message>
        <source>What you decide is kept here and sent as soon as it answers.</source>
        <translation>Lo que decida se guarda aquí y se envía en cuanto conteste.</translation>
    </message>
    <message>
        <source>You review without the portal.</source>
        <translation>Usted revisa sin el portal.</translation>
    </message>
    <message>
        <source>You review without the portal: a copy of {time}, {age} old.</source>
        <translation>Usted revisa sin el portal: una copia de hace {age} ({time}).</translation>
    </message>
</context>
<context>
    <name>OfflineDialog</name>
    <message>
        <source>Change passphrase</source>
        <translation>Cambiar la frase</translation>
    </message>
    <message>
        <source>It is set up on this computer.</source>
        <translation>Está configurada en este equipo.</translation>
    </message>
    <message>
        <source>Remove the copy</source>
        <translation>Eliminar la copia</translation>
    </message>
    <message>
        <source>Remove the copy and the passphrase from this computer</source>
        <translation>Eliminar la copia y la frase de acceso de este equipo</translation>
    </message>
    <message>
        <source>Review without the portal</source>
        <translation>Revisión sin el portal</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurar</translation>
    </message>
    <message>
        <source>The copy is encrypted. The longer its passphrase, the safer it is if this computer is stolen. Nobody can recover the passphrase.</source>
        <translation>La copia está cifrada. Cuanto más larga sea la frase de acceso, más segura está si roban este equipo. Nadie puede recuperar la frase.</translation>
    </message>
    <message>
        <source>While the portal can not be reached, a passphrase opens a copy of the queues. You can read it and decide; what you decide is sent later.</source>
        <translation>Mientras no se pueda contactar con el portal, una frase de acceso abre una copia de las colas. Usted puede leerla y decidir; lo que decida se envía después.</translation>
    </message>
    <message numerus="yes">
        <source>until %n hour(s) after the portal last answered</source>
        <translation>
            <numerusform>hasta %n hora después de la última respuesta del portal</numerusform>
            <numerusform>hasta %n horas después de la última respuesta del portal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{practice} lets this computer keep at most %n item(s)</source>
        <translation>
            <numerusform>{practice} permite guardar en este equipo como máximo %n elemento</numerusform>
            <numerusform>{practice} permite guardar en este equipo como máximo %n elementos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfflinePage</name>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Escriba la frase de acceso.</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Abrir la copia</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Passphrase of the copy</source>
        <translation>Frase de acceso de la copia</translation>
    </message>
    <message>
        <source>Review without the portal</source>
        <translation>Revisión sin el portal</translation>
    </message>
    <message>
        <source>You can read the copy on this computer and decide. What you decide is sent when you sign in again.</source>
        <translation>Puede leer la copia de este equipo y decidir. Lo que decida se envía cuando vuelva a iniciar sesión.</translation>
    </message>
</context>
<context>
    <name>OfflineViews</name>
    <message>
        <source>Review without the portal on this computer…</source>
        <translation>Revisión sin el portal en este equipo…</translation>
    </message>
    <message>
        <source>Sign in to change it.</source>
        <translation>Inicie sesión para cambiarlo.</translation>
    </message>
    <message>
        <source>Your practice does not allow it.</source>
        <translation>Su consultorio no lo permite.</translation>
    </message>
    <message>
        <source>offline passphrase copy line</source>
        <translation>sin conexión frase de acceso copia línea</translation>
    </message>
</context>
<context>
    <name>OfflineWork</name>
    <message>
        <source>Choose “Review without the portal” in the sign-in window.</source>
        <translation>Elija «Revisar sin el portal» en la ventana de inicio de sesión.</translation>
    </message>
    <message>
        <source>The copy and its passphrase are removed from this computer.</source>
        <translation>La copia y su frase de acceso se han eliminado de este equipo.</translation>
    </message>
    <message>
        <source>The copy is kept up to date while the portal answers.</source>
        <translation>La copia se mantiene al día mientras el portal contesta.</translation>
    </message>
    <message>
        <source>You can review without the portal on this computer.</source>
        <translation>En este equipo puede revisar sin el portal.</translation>
    </message>
</context>
<context>
    <name>OtherAddressDialog</name>
    <message>
        <source>Send the invitation</source>
        <translation>Enviar la invitación</translation>
    </message>
    <message>
        <source>Send to another address</source>
        <translation>Enviar a otra dirección</translation>
    </message>
    <message>
        <source>The invitation of {who} goes to the new address; the link in the mail before it stops working. The address in the chart stays as it is.</source>
        <translation>La invitación de {who} va a la nueva dirección; el enlace del correo anterior deja de servir. La dirección del expediente queda como está.</translation>
    </message>
</context>
<context>
    <name>OutcomeTable</name>
    <message>
        <source>What became of each</source>
        <translation>Qué fue de cada una</translation>
    </message>
</context>
<context>
    <name>Override</name>
    <message>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <source>Dose changed</source>
        <translation>Cambio de dosis</translation>
    </message>
    <message>
        <source>Lost or damaged</source>
        <translation>Perdido o dañado</translation>
    </message>
    <message>
        <source>Takes it without trouble</source>
        <translation>Lo toma sin problemas</translation>
    </message>
    <message>
        <source>Travel</source>
        <translation>Viaje</translation>
    </message>
</context>
<context>
    <name>OverrideBox</name>
    <message>
        <source>A note on the reason; the patient does not see it</source>
        <translation>Una nota sobre el motivo; el paciente no la ve</translation>
    </message>
    <message>
        <source>Choose why it is approved all the same.</source>
        <translation>Elija por qué se aprueba de todos modos.</translation>
    </message>
    <message>
        <source>Note on the reason</source>
        <translation>Nota sobre el motivo</translation>
    </message>
    <message>
        <source>To approve it all the same, say why</source>
        <translation>Para aprobarla de todos modos, diga por qué</translation>
    </message>
    <message>
        <source>To approve it early, choose why</source>
        <translation>Para aprobarla antes de tiempo, elija por qué</translation>
    </message>
    <message>
        <source>To approve it in spite of the allergy, choose why</source>
        <translation>Para aprobarla a pesar de la alergia, elija por qué</translation>
    </message>
    <message>
        <source>Write what the other reason is.</source>
        <translation>Escriba cuál es el otro motivo.</translation>
    </message>
</context>
<context>
    <name>PaperRoom</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Página {number}</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>The document can not be shown. Ask whoever sent it to send it again.</source>
        <translation>El documento no se puede mostrar. Pida a quien lo envió que lo envíe de nuevo.</translation>
    </message>
</context>
<context>
    <name>PartsEditor</name>
    <message>
        <source>Add one</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>{title}: add one</source>
        <translation>{title}: añadir</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message numerus="yes">
        <source>The passphrase has more than %n character(s).</source>
        <translation>
            <numerusform>La frase de acceso tiene más de %n carácter.</numerusform>
            <numerusform>La frase de acceso tiene más de %n caracteres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The passphrase is %n character(s) too short.</source>
        <translation>
            <numerusform>A la frase de acceso le falta %n carácter.</numerusform>
            <numerusform>A la frase de acceso le faltan %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>The passphrase is easy to guess; choose several words that have nothing to do with each other.</source>
        <translation>La frase de acceso es fácil de adivinar; elija varias palabras que no tengan relación entre sí.</translation>
    </message>
    <message>
        <source>The two are not alike; type it once more.</source>
        <translation>Las dos no son iguales; escríbala otra vez.</translation>
    </message>
    <message numerus="yes">
        <source>Type a passphrase of at least %n character(s).</source>
        <translation>
            <numerusform>Escriba una frase de acceso de al menos %n carácter.</numerusform>
            <numerusform>Escriba una frase de acceso de al menos %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Escriba la frase de acceso.</translation>
    </message>
    <message>
        <source>If you have forgotten it, set a new one: decisions that wait here are kept, the queues are fetched again, and review without the portal has to be set up again.</source>
        <translation>Si la olvidó, elija otra: las decisiones que esperan aquí se conservan, las colas se traen de nuevo y hay que volver a configurar la revisión sin el portal.</translation>
    </message>
    <message>
        <source>It opens what is kept encrypted on this computer.</source>
        <translation>Abre lo que se guarda cifrado en este equipo.</translation>
    </message>
    <message>
        <source>Nobody can tell it to you. If you forget it, you set a new one and lose no decision.</source>
        <translation>Nadie puede decírsela. Si la olvida, elige otra y no pierde ninguna decisión.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Otra vez</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Passphrase of this computer</source>
        <translation>Frase de acceso de este equipo</translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation>Frase de acceso otra vez</translation>
    </message>
    <message numerus="yes">
        <source>Passphrase, at least %n character(s)</source>
        <translation>
            <numerusform>Frase de acceso, al menos %n carácter</numerusform>
            <numerusform>Frase de acceso, al menos %n caracteres</numerusform>
        </translation>
    </message>
    <message>
        <source>Protect and continue</source>
        <translation>Proteger y continuar</translation>
    </message>
    <message>
        <source>Protect this computer</source>
        <translation>Proteger este equipo</translation>
    </message>
    <message>
        <source>Set a new passphrase…</source>
        <translation>Elegir otra frase de acceso…</translation>
    </message>
    <message>
        <source>This computer has no keyring. A passphrase encrypts what is kept on it: the queues, and decisions that the portal has not answered.</source>
        <translation>Este equipo no tiene llavero. Una frase de acceso cifra lo que se guarda en él: las colas y las decisiones que el portal no ha contestado.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Unlock this computer</source>
        <translation>Desbloquear este equipo</translation>
    </message>
</context>
<context>
    <name>PassphraseTwice</name>
    <message>
        <source>Once more</source>
        <translation>Otra vez</translation>
    </message>
    <message numerus="yes">
        <source>Passphrase, at least %n character(s)</source>
        <translation>
            <numerusform>Frase de acceso, al menos %n carácter</numerusform>
            <numerusform>Frase de acceso, al menos %n caracteres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Person</name>
    <message>
        <source>Female</source>
        <translation>Mujer</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Hombre</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconocido</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Choose a time to book, or up to three with Ctrl or Space to offer.</source>
        <translation>Elija un horario para reservar, o hasta tres con Ctrl o Espacio para ofrecer.</translation>
    </message>
    <message>
        <source>Dashed: kept for another kind of visit.</source>
        <translation>Con rayas: reservado para otro tipo de cita.</translation>
    </message>
    <message>
        <source>Filled: booked, or over.</source>
        <translation>Relleno: reservado o pasado.</translation>
    </message>
    <message>
        <source>Hatched: away, or closed.</source>
        <translation>Rayado: ausente o cerrado.</translation>
    </message>
    <message>
        <source>No times are known for this week.</source>
        <translation>No se conocen horarios para esta semana.</translation>
    </message>
    <message>
        <source>No times this week with this practitioner.</source>
        <translation>No hay horarios esta semana con este profesional.</translation>
    </message>
    <message>
        <source>Offered now, held until {when}.</source>
        <translation>Ofrecido ahora, apartado hasta {when}.</translation>
    </message>
    <message>
        <source>Several times can only be offered.</source>
        <translation>Varios horarios solo pueden ofrecerse.</translation>
    </message>
    <message>
        <source>Shaded: asked for.</source>
        <translation>Sombreado: lo pedido.</translation>
    </message>
    <message numerus="yes">
        <source>There is no room for %n minute(s) from {time} on. Choose another time.</source>
        <translation>
            <numerusform>No cabe %n minuto desde las {time}. Elija otro horario.</numerusform>
            <numerusform>No caben %n minutos desde las {time}. Elija otro horario.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n free</source>
        <translation>
            <numerusform>{name}: %n libre</numerusform>
            <numerusform>{name}: %n libres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message>
        <source>Do not keep this document here any more</source>
        <translation>No guardar más este documento aquí</translation>
    </message>
    <message>
        <source>It can only be done while the portal is reachable.</source>
        <translation>Solo se puede hacer mientras haya conexión con el portal.</translation>
    </message>
    <message>
        <source>Keep this document to read without the portal</source>
        <translation>Guardar este documento para leerlo sin el portal</translation>
    </message>
    <message>
        <source>Set up review without the portal first.</source>
        <translation>Configure antes la revisión sin el portal.</translation>
    </message>
    <message>
        <source>The document can be read here without the portal.</source>
        <translation>El documento se puede leer aquí sin el portal.</translation>
    </message>
    <message>
        <source>The document is not kept here any more.</source>
        <translation>El documento ya no se guarda aquí.</translation>
    </message>
    <message>
        <source>The document is not kept here.</source>
        <translation>El documento no se guarda aquí.</translation>
    </message>
    <message>
        <source>There is no room for more, or its item is not in the copy.</source>
        <translation>No hay lugar para más, o su elemento no está en la copia.</translation>
    </message>
    <message>
        <source>Your practice does not allow it.</source>
        <translation>Su consultorio no lo permite.</translation>
    </message>
</context>
<context>
    <name>Policy</name>
    <message>
        <source>0: at once.</source>
        <translation>0: de inmediato.</translation>
    </message>
    <message>
        <source>A copy of open items lies on the computer, encrypted under a passphrase.</source>
        <translation>En el equipo queda una copia de los elementos abiertos, cifrada con una frase de acceso.</translation>
    </message>
    <message>
        <source>A denied applicant may ask again after</source>
        <translation>Un solicitante denegado puede volver a pedirlo después de</translation>
    </message>
    <message>
        <source>A guardian stands behind who is younger than</source>
        <translation>Un tutor respalda a quien tiene menos de</translation>
    </message>
    <message>
        <source>A hold is looked at again within so many days.</source>
        <translation>Una retención se revisa de nuevo en estos días como máximo.</translation>
    </message>
    <message>
        <source>A laboratory names, beside a patient&apos;s record number, who gave the number out. List every name under which yours arrives, as the laboratories write it. While the list has no name but web addresses, a number counts when it names the practice that the message is addressed to.</source>
        <translation>Junto al número de expediente de un paciente, el laboratorio indica quién asignó el número. Anote todos los nombres con que llega el suyo, tal como los escriben los laboratorios. Mientras en la lista solo haya direcciones web, un número vale cuando nombra el consultorio al que va dirigido el mensaje.</translation>
    </message>
    <message>
        <source>A medicine stopped longer ago is not offered to patients and not restarted.</source>
        <translation>Un medicamento suspendido hace más tiempo no se ofrece a los pacientes ni se reinicia.</translation>
    </message>
    <message>
        <source>A parent must consent for who is younger than</source>
        <translation>El padre o la madre debe autorizar a quien tiene menos de</translation>
    </message>
    <message>
        <source>A password link asks two security questions</source>
        <translation>El enlace de contraseña hace dos preguntas de seguridad</translation>
    </message>
    <message>
        <source>A recorded proof of identity holds for</source>
        <translation>Una comprobación de identidad registrada vale durante</translation>
    </message>
    <message>
        <source>A renewal without a visit in this time is for a provider to weigh.</source>
        <translation>Una renovación sin visita en este tiempo la sopesa un profesional médico.</translation>
    </message>
    <message>
        <source>A visit that is closer is canceled only by somebody who says so.</source>
        <translation>Una cita más próxima solo se cancela si alguien lo confirma.</translation>
    </message>
    <message>
        <source>Access to an adult&apos;s record needs a second person</source>
        <translation>El acceso al expediente de un adulto requiere una segunda persona</translation>
    </message>
    <message>
        <source>After that the person is asked again before anything is handed out.</source>
        <translation>Después se pregunta de nuevo a la persona antes de entregar nada.</translation>
    </message>
    <message>
        <source>Age bands</source>
        <translation>Tramos de edad</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>All other results</source>
        <translation>Todos los demás resultados</translation>
    </message>
    <message>
        <source>All, or only those that were made through the portal. (F8, F58)</source>
        <translation>Todas, o solo las hechas por el portal. (F8, F58)</translation>
    </message>
    <message>
        <source>An applicant who was asked and has not answered is reminded once.</source>
        <translation>A quien se le preguntó y no ha contestado se le recuerda una vez.</translation>
    </message>
    <message>
        <source>An item that waits longer is overdue. Counted in the practice&apos;s working hours.</source>
        <translation>Lo que espera más está vencido. Se cuenta en el horario laboral del consultorio.</translation>
    </message>
    <message>
        <source>An open item that nobody has decided is closed as expired; never: it stays open.</source>
        <translation>Lo que nadie ha decidido se cierra como vencido; nunca: queda abierto.</translation>
    </message>
    <message>
        <source>An unanswered question closes the request after</source>
        <translation>Una pregunta sin respuesta cierra la solicitud después de</translation>
    </message>
    <message>
        <source>Appointments that patients see</source>
        <translation>Citas que ven los pacientes</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueadas</translation>
    </message>
    <message>
        <source>By these roles</source>
        <translation>Por estas funciones</translation>
    </message>
    <message>
        <source>Care managers may act for dependents</source>
        <translation>Los cuidadores pueden actuar por otras personas</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Categorías</translation>
    </message>
    <message>
        <source>Children&apos;s Online Privacy Protection Act, 15 U.S.C. 6501: under 13.</source>
        <translation>Ley de Protección de la Privacidad Infantil en Línea (COPPA), 15 U.S.C. 6501: menos de 13.</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Códigos</translation>
    </message>
    <message>
        <source>Counted from the last contact with the portal; then it is deleted.</source>
        <translation>Se cuenta desde el último contacto con el portal; después se elimina.</translation>
    </message>
    <message>
        <source>Days closed</source>
        <translation>Días cerrados</translation>
    </message>
    <message>
        <source>Deadline Hours</source>
        <translation>Plazo en horas</translation>
    </message>
    <message>
        <source>Delays by state law</source>
        <translation>Esperas por ley estatal</translation>
    </message>
    <message>
        <source>Documents may be kept for reading without the portal</source>
        <translation>Se pueden guardar documentos para leerlos sin el portal</translation>
    </message>
    <message>
        <source>Drugs</source>
        <translation>Medicamentos</translation>
    </message>
    <message>
        <source>Enrollment tokens are good for</source>
        <translation>Los códigos de inscripción valen durante</translation>
    </message>
    <message>
        <source>Expires after</source>
        <translation>Vence después de</translation>
    </message>
    <message>
        <source>For administrative reasons only; clinical ones are always the provider&apos;s.</source>
        <translation>Solo por motivos administrativos; los clínicos son siempre del profesional médico.</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>Liberado</translation>
    </message>
    <message>
        <source>From Age</source>
        <translation>Desde la edad</translation>
    </message>
    <message>
        <source>Front desk and nurses deny renewals</source>
        <translation>Recepción y enfermería deniegan renovaciones</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>HIPAA 45 CFR 164.312(a)(2)(iii) asks for automatic logoff and names no time.</source>
        <translation>HIPAA 45 CFR 164.312(a)(2)(iii) exige el cierre de sesión automático, sin fijar un tiempo.</translation>
    </message>
    <message>
        <source>How long the refills of a prescription can be filled; schedule III and IV: six.</source>
        <translation>Cuánto tiempo se pueden surtir los resurtidos de una receta; listas III y IV: seis.</translation>
    </message>
    <message>
        <source>Immediate</source>
        <translation>Inmediato</translation>
    </message>
    <message>
        <source>Immediate, after a provider with or without a deadline, or by hand. A delay of all results without a deadline is likely information blocking (45 CFR 171).</source>
        <translation>De inmediato, tras un profesional médico con o sin plazo, o a mano. Una espera de todos los resultados sin plazo es probablemente bloqueo de información (45 CFR 171).</translation>
    </message>
    <message>
        <source>Invitations are good for</source>
        <translation>Las invitaciones valen durante</translation>
    </message>
    <message>
        <source>Items may be reviewed while the portal can not be reached</source>
        <translation>Los elementos se pueden revisar aunque no haya conexión con el portal</translation>
    </message>
    <message>
        <source>LOINC codes that the practice counts to a sensitive category.</source>
        <translation>Códigos LOINC que el consultorio cuenta en una categoría sensible.</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Análisis</translation>
    </message>
    <message>
        <source>Laboratory values that drugs ask for</source>
        <translation>Valores de laboratorio que exigen los medicamentos</translation>
    </message>
    <message>
        <source>Last visit within</source>
        <translation>Última visita hace menos de</translation>
    </message>
    <message>
        <source>Late cancellation</source>
        <translation>Cancelación tardía</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Ley</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Limitado</translation>
    </message>
    <message>
        <source>Links are listed as ending when they end within</source>
        <translation>Un vínculo figura como por terminar cuando termina en</translation>
    </message>
    <message>
        <source>Longest hold</source>
        <translation>Retención máxima</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Meses</translation>
    </message>
    <message>
        <source>More sensitive tests</source>
        <translation>Más análisis sensibles</translation>
    </message>
    <message>
        <source>NIST SP 800-63A: at most 30 days for a code sent by post.</source>
        <translation>NIST SP 800-63A: como máximo 30 días para un código enviado por correo postal.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Of an item the copy holds</source>
        <translation>De cada elemento, la copia contiene</translation>
    </message>
    <message>
        <source>Of these queues</source>
        <translation>De estas colas</translation>
    </message>
    <message>
        <source>Off: a sign-up without it is marked as a risk and may be approved.</source>
        <translation>Desactivado: un registro sin él se marca como riesgo y puede aprobarse.</translation>
    </message>
    <message>
        <source>Offer stopped medicines to patients however long ago they were stopped.</source>
        <translation>Ofrecer a los pacientes los medicamentos suspendidos, sin importar hace cuánto.</translation>
    </message>
    <message>
        <source>Offered times are held for</source>
        <translation>Los horarios ofrecidos se apartan durante</translation>
    </message>
    <message>
        <source>On these days the clock of the queues stands still.</source>
        <translation>En estos días el plazo de las colas se detiene.</translation>
    </message>
    <message>
        <source>One checks who the person is, another hands out.</source>
        <translation>Una comprueba quién es la persona, otra hace la entrega.</translation>
    </message>
    <message>
        <source>One staff member prepares the link, an administrator approves it.</source>
        <translation>Una persona prepara el vínculo y un administrador lo aprueba.</translation>
    </message>
    <message>
        <source>Only results of these kinds may be released together with others.</source>
        <translation>Solo los resultados de estos tipos pueden publicarse junto con otros.</translation>
    </message>
    <message>
        <source>Only the latest statement of an account can be paid, and only while they read it.</source>
        <translation>Solo se puede pagar el último estado de cuenta de una cuenta, y solo mientras puedan leerlos.</translation>
    </message>
    <message>
        <source>Only those that a person has chosen one by one.</source>
        <translation>Solo los que una persona haya elegido uno por uno.</translation>
    </message>
    <message>
        <source>Only where the account has answered five, and never in place of the link.</source>
        <translation>Solo si la cuenta ha contestado cinco, y nunca en lugar del enlace.</translation>
    </message>
    <message>
        <source>Own Account</source>
        <translation>Cuenta propia</translation>
    </message>
    <message>
        <source>Password links are good for</source>
        <translation>Los enlaces de contraseña valen durante</translation>
    </message>
    <message>
        <source>Patients may ask for appointments</source>
        <translation>Los pacientes pueden pedir citas</translation>
    </message>
    <message>
        <source>Patients may book free times themselves</source>
        <translation>Los pacientes pueden reservar ellos mismos horarios libres</translation>
    </message>
    <message>
        <source>Patients pay statements in the portal</source>
        <translation>Los pacientes pagan estados de cuenta en el portal</translation>
    </message>
    <message>
        <source>Patients read statements in the portal</source>
        <translation>Los pacientes leen estados de cuenta en el portal</translation>
    </message>
    <message>
        <source>Portal only</source>
        <translation>Solo las del portal</translation>
    </message>
    <message>
        <source>Provider first</source>
        <translation>Antes el profesional médico</translation>
    </message>
    <message>
        <source>Proxy Scope</source>
        <translation>Acceso del cuidador</translation>
    </message>
    <message>
        <source>Record numbers are ours when they come from</source>
        <translation>Quién asigna nuestros números de expediente</translation>
    </message>
    <message>
        <source>Refills may be used for</source>
        <translation>Los resurtidos se pueden usar durante</translation>
    </message>
    <message>
        <source>Reminds the applicant after</source>
        <translation>Recordatorio al solicitante después de</translation>
    </message>
    <message>
        <source>Renewal is due after</source>
        <translation>La renovación corresponde después de</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reservado</translation>
    </message>
    <message>
        <source>Reserved: it stays theirs. Freed: somebody else may choose it.</source>
        <translation>Reservado: sigue siendo suyo. Liberado: otra persona puede elegirlo.</translation>
    </message>
    <message>
        <source>Restart medicines stopped long ago</source>
        <translation>Reiniciar medicamentos suspendidos hace mucho</translation>
    </message>
    <message>
        <source>Results of these categories are not released before the day the law names.</source>
        <translation>Los resultados de estas categorías no se publican antes del día que fija la ley.</translation>
    </message>
    <message>
        <source>Routine kinds</source>
        <translation>Tipos de rutina</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Row: only what the list shows; it can be read, not decided on.</source>
        <translation>Fila: solo lo que muestra la lista; se puede leer, no decidir.</translation>
    </message>
    <message>
        <source>Shortest notice for a visit</source>
        <translation>Antelación mínima para una cita</translation>
    </message>
    <message>
        <source>Shown as facts: a value that is due stops no approval.</source>
        <translation>Se muestran como datos: un valor que falta no impide aprobar.</translation>
    </message>
    <message>
        <source>Some laboratories mark everything that they send in this way. Turned off, such messages are kept and refused as tests.</source>
        <translation>Algunos laboratorios marcan así todo lo que envían. Si se desactiva, esos mensajes se guardan y se rechazan como pruebas.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado de EE. UU.</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Estados de EE. UU.</translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation>Estados del informe</translation>
    </message>
    <message>
        <source>Stop the clock while the patient is asked</source>
        <translation>Detener el plazo mientras se pregunta al paciente</translation>
    </message>
    <message>
        <source>Stopped medicines may be asked for</source>
        <translation>Los medicamentos suspendidos se pueden pedir durante</translation>
    </message>
    <message>
        <source>Take in messages that are marked as training or testing</source>
        <translation>Admitir mensajes marcados como de capacitación o de prueba</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Plazo</translation>
    </message>
    <message>
        <source>Targets are counted in these hours, in the practice&apos;s own time zone.</source>
        <translation>Los plazos se cuentan en este horario, en la zona horaria del consultorio.</translation>
    </message>
    <message>
        <source>Temporary credentials are good for</source>
        <translation>Las credenciales temporales valen durante</translation>
    </message>
    <message>
        <source>Temporary credentials need two staff members</source>
        <translation>Las credenciales temporales requieren dos personas</translation>
    </message>
    <message>
        <source>Terms must be accepted</source>
        <translation>Las condiciones deben aceptarse</translation>
    </message>
    <message>
        <source>The age counts on the day of the decision; 0: nobody needs a guardian.</source>
        <translation>Cuenta la edad el día de la decisión; 0: nadie necesita tutor.</translation>
    </message>
    <message>
        <source>The applicant is told and may ask again.</source>
        <translation>Se avisa al solicitante, que puede volver a pedirlo.</translation>
    </message>
    <message>
        <source>The bot check must have been passed</source>
        <translation>El control antirrobots debe superarse</translation>
    </message>
    <message>
        <source>The copy holds at most</source>
        <translation>La copia contiene como máximo</translation>
    </message>
    <message>
        <source>The copy may be read for</source>
        <translation>La copia se puede leer durante</translation>
    </message>
    <message>
        <source>The first rule that fits decides. Critical, sensitive, corrected and not final results never go out by themselves.</source>
        <translation>Decide la primera regla que se cumple. Los resultados críticos, sensibles, corregidos o no definitivos nunca salen por sí solos.</translation>
    </message>
    <message>
        <source>The link in the mail; sending it again starts the time anew.</source>
        <translation>El enlace del correo; al reenviarlo, el tiempo empieza de nuevo.</translation>
    </message>
    <message>
        <source>The program forgets everything and asks for a sign-in after</source>
        <translation>El programa lo olvida todo y pide iniciar sesión después de</translation>
    </message>
    <message>
        <source>The share of the last supply that must be used up before a renewal is due.</source>
        <translation>La parte del último suministro que debe haberse usado antes de que corresponda renovar.</translation>
    </message>
    <message>
        <source>The user name of a denied applicant</source>
        <translation>El nombre de usuario de un solicitante denegado</translation>
    </message>
    <message>
        <source>The window locks after</source>
        <translation>La ventana se bloquea después de</translation>
    </message>
    <message>
        <source>Then they are free again, and the patient and the desk are told.</source>
        <translation>Después quedan libres de nuevo y se avisa al paciente y al personal.</translation>
    </message>
    <message>
        <source>They open nothing but the choice of one&apos;s own user name and password.</source>
        <translation>Solo permiten elegir un nombre de usuario y una contraseña propios.</translation>
    </message>
    <message>
        <source>Time that an item waits for the patient does not count toward the target.</source>
        <translation>El tiempo de espera al paciente no cuenta para el plazo.</translation>
    </message>
    <message>
        <source>To Age</source>
        <translation>Hasta la edad</translation>
    </message>
    <message>
        <source>Until Day</source>
        <translation>Hasta el día</translation>
    </message>
    <message>
        <source>What begins sooner is booked only by somebody who says so.</source>
        <translation>Lo que empieza antes solo se reserva si alguien lo confirma.</translation>
    </message>
    <message>
        <source>What care managers of patients of an age see, and which categories never.</source>
        <translation>Qué ven los cuidadores de pacientes de cada edad, y qué categorías nunca.</translation>
    </message>
    <message>
        <source>What is overdue first, then what has waited longest.</source>
        <translation>Primero lo vencido, luego lo que más ha esperado.</translation>
    </message>
    <message>
        <source>When off, no new link is made; those that hold go on until they end.</source>
        <translation>Si se desactiva, no se crean vínculos nuevos; los vigentes siguen hasta que terminen.</translation>
    </message>
    <message>
        <source>When off, the portal takes no new requests; what waits is decided. (F5)</source>
        <translation>Si se desactiva, el portal no admite solicitudes nuevas; lo pendiente se decide. (F5)</translation>
    </message>
    <message>
        <source>When off, they ask, and the practice decides. (F6)</source>
        <translation>Si se desactiva, lo piden y el consultorio decide. (F6)</translation>
    </message>
    <message>
        <source>When results go out</source>
        <translation>Cuándo salen los resultados</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>Without a key or a click. The password unlocks it.</source>
        <translation>Sin teclas ni clics. La contraseña la desbloquea.</translation>
    </message>
    <message>
        <source>Without accepted terms no enrollment is approved.</source>
        <translation>Sin condiciones aceptadas no se aprueba ninguna inscripción.</translation>
    </message>
    <message>
        <source>Without it every statement goes out on paper, and nobody is sent a notice.</source>
        <translation>Sin ello, todo estado de cuenta sale en papel y no se avisa a nadie.</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Horario laboral</translation>
    </message>
    <message>
        <source>any</source>
        <translation>cualquiera</translation>
    </message>
    <message>
        <source>days</source>
        <translation>días</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>items</source>
        <translation>elementos</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>months</source>
        <translation>meses</translation>
    </message>
    <message>
        <source>no queue</source>
        <translation>ninguna cola</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>nadie</translation>
    </message>
    <message>
        <source>share of the supply</source>
        <translation>parte del suministro</translation>
    </message>
    <message>
        <source>the practice addressed</source>
        <translation>el consultorio destinatario</translation>
    </message>
    <message>
        <source>working hours</source>
        <translation>horas laborales</translation>
    </message>
    <message>
        <source>years</source>
        <translation>años</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>A slot has become free.</source>
        <translation>Se ha liberado un horario.</translation>
    </message>
    <message>
        <source>An offer ended unanswered on {when}.</source>
        <translation>Una oferta terminó sin respuesta ({when}).</translation>
    </message>
    <message>
        <source>Booked online by the patient.</source>
        <translation>La reservó el paciente en línea.</translation>
    </message>
    <message>
        <source>Both visits are meant</source>
        <translation>Se quieren ambas citas</translation>
    </message>
    <message>
        <source>Cancel it all the same</source>
        <translation>Cancelarla de todos modos</translation>
    </message>
    <message>
        <source>Made by phone: the portal does not show it. Tell the patient yourself.</source>
        <translation>Se hizo por teléfono: el portal no la muestra. Avise usted al paciente.</translation>
    </message>
    <message>
        <source>On the wait list since {when}.</source>
        <translation>En la lista de espera desde {when}.</translation>
    </message>
    <message numerus="yes">
        <source>That is sooner than %n hour(s), the practice&apos;s notice.</source>
        <translation>
            <numerusform>Es antes de %n hora, la antelación del consultorio.</numerusform>
            <numerusform>Es antes de %n horas, la antelación del consultorio.</numerusform>
        </translation>
    </message>
    <message>
        <source>The patient has another visit at that time: {visit}.</source>
        <translation>El paciente tiene otra cita a esa hora: {visit}.</translation>
    </message>
    <message>
        <source>The patient sees it in the portal.</source>
        <translation>El paciente la ve en el portal.</translation>
    </message>
    <message numerus="yes">
        <source>The practice asks for %n hour(s) of notice; this is later.</source>
        <translation>
            <numerusform>El consultorio pide %n hora de antelación; esto es más tarde.</numerusform>
            <numerusform>El consultorio pide %n horas de antelación; esto es más tarde.</numerusform>
        </translation>
    </message>
    <message>
        <source>The practice can see them so soon</source>
        <translation>El consultorio puede atenderle tan pronto</translation>
    </message>
    <message>
        <source>The time on the wait list is over.</source>
        <translation>Terminó el tiempo en la lista de espera.</translation>
    </message>
    <message>
        <source>Until {day} at most.</source>
        <translation>Como máximo hasta el {day}.</translation>
    </message>
</context>
<context>
    <name>PracticeSettings</name>
    <message>
        <source>As delivered; nobody has changed it.</source>
        <translation>Como viene de fábrica; nadie lo ha cambiado.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Computers…</source>
        <translation>Equipos…</translation>
    </message>
    <message>
        <source>Last changed by {who}, {when}: {why}</source>
        <translation>Último cambio: {who}, {when}: {why}</translation>
    </message>
    <message>
        <source>Letting patients in</source>
        <translation>Acceso de los pacientes</translation>
    </message>
    <message>
        <source>Not saved: look at “{field}”.</source>
        <translation>No se guardó: revise «{field}».</translation>
    </message>
    <message>
        <source>Practice settings</source>
        <translation>Ajustes del consultorio</translation>
    </message>
    <message>
        <source>Reading the settings…</source>
        <translation>Leyendo los ajustes…</translation>
    </message>
    <message>
        <source>Reason for the change</source>
        <translation>Motivo del cambio</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saved. It holds from now on.</source>
        <translation>Guardado. Vale desde ahora.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Think this over:</source>
        <translation>Piénselo bien:</translation>
    </message>
    <message>
        <source>What laboratories send</source>
        <translation>Lo que envían los laboratorios</translation>
    </message>
    <message>
        <source>Why is this changed? Everybody reads it later.</source>
        <translation>¿Por qué se cambia? Todos lo leerán después.</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Horario laboral</translation>
    </message>
    <message>
        <source>Workstations</source>
        <translation>Equipos</translation>
    </message>
    <message>
        <source>Write why this is changed.</source>
        <translation>Escriba por qué se cambia.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>as it arrives</source>
        <translation>tal como llega</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>At once</source>
        <translation>Inmediato</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Urgente</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>A colleague decided this first, and differently.</source>
        <translation>Un colega lo decidió antes, y de otro modo.</translation>
    </message>
    <message>
        <source>A colleague had decided the same before you.</source>
        <translation>Un colega había decidido lo mismo antes que usted.</translation>
    </message>
    <message>
        <source>A colleague is working on this item.</source>
        <translation>Un colega está trabajando en este elemento.</translation>
    </message>
    <message>
        <source>A copy of this computer&apos;s files is in use somewhere else.</source>
        <translation>Una copia de los archivos de este equipo se usa en otro lugar.</translation>
    </message>
    <message>
        <source>A newer version has taken its place.</source>
        <translation>Una versión más nueva ocupa su lugar.</translation>
    </message>
    <message>
        <source>A part of the file is with the portal already.</source>
        <translation>Una parte del archivo ya está en el portal.</translation>
    </message>
    <message>
        <source>A rule of the practice or of the law forbids it.</source>
        <translation>Lo prohíbe una regla del consultorio o de la ley.</translation>
    </message>
    <message>
        <source>Add the file once more.</source>
        <translation>Agregue el archivo otra vez.</translation>
    </message>
    <message>
        <source>Ask a colleague who may.</source>
        <translation>Pídalo a un colega que pueda.</translation>
    </message>
    <message>
        <source>Check the Caps Lock key and try again.</source>
        <translation>Revise la tecla Bloq Mayús e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Choose another time.</source>
        <translation>Elija otro horario.</translation>
    </message>
    <message>
        <source>Decide on the newer one.</source>
        <translation>Decida sobre la más nueva.</translation>
    </message>
    <message>
        <source>Enter your password once more and decide again.</source>
        <translation>Escriba su contraseña una vez más y decida de nuevo.</translation>
    </message>
    <message>
        <source>It counts once, as theirs: what you wanted is done.</source>
        <translation>Cuenta una vez, como suya: lo que usted quería está hecho.</translation>
    </message>
    <message>
        <source>It waits here.</source>
        <translation>Espera aquí.</translation>
    </message>
    <message>
        <source>It was {age} old when it arrived.</source>
        <translation>Tenía {age} cuando llegó.</translation>
    </message>
    <message>
        <source>Look at it as it is now and decide again.</source>
        <translation>Mírelo como está ahora y decida de nuevo.</translation>
    </message>
    <message>
        <source>Look at the item as it is now and decide again.</source>
        <translation>Mire el elemento como está ahora y decida de nuevo.</translation>
    </message>
    <message>
        <source>Look at the item as it is now.</source>
        <translation>Mire el elemento como está ahora.</translation>
    </message>
    <message>
        <source>Look how the patient stands, and hand out anew.</source>
        <translation>Mire cómo está el paciente y haga una nueva entrega.</translation>
    </message>
    <message>
        <source>Look whether the item has changed, and tell your support.</source>
        <translation>Mire si el elemento ha cambiado, y avise a su soporte.</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Aún no se ha hecho nada.</translation>
    </message>
    <message>
        <source>Nothing of it is lost.</source>
        <translation>No se ha perdido nada.</translation>
    </message>
    <message>
        <source>Open the item, fill in what it needs and decide again.</source>
        <translation>Abra el elemento, complete lo que falta y decida de nuevo.</translation>
    </message>
    <message>
        <source>Refresh the queue.</source>
        <translation>Actualice la cola.</translation>
    </message>
    <message>
        <source>Sign in again to send it.</source>
        <translation>Inicie sesión de nuevo para enviarla.</translation>
    </message>
    <message>
        <source>Sign in again, and tell your practice.</source>
        <translation>Inicie sesión de nuevo y avise a su consultorio.</translation>
    </message>
    <message>
        <source>Something went wrong in the portal.</source>
        <translation>Algo falló en el portal.</translation>
    </message>
    <message>
        <source>Such a decision holds for {time}.</source>
        <translation>Una decisión así vale durante {time}.</translation>
    </message>
    <message>
        <source>Talk to each other.</source>
        <translation>Hablen entre ustedes.</translation>
    </message>
    <message>
        <source>Talk to the administrator of your practice.</source>
        <translation>Hable con el administrador de su consultorio.</translation>
    </message>
    <message>
        <source>The item has moved on since you saw it.</source>
        <translation>El elemento ha cambiado desde que usted lo vio.</translation>
    </message>
    <message>
        <source>The item is in a state in which this can not be done.</source>
        <translation>El elemento está en un estado en que esto no se puede hacer.</translation>
    </message>
    <message>
        <source>The item is no longer there, or not for you.</source>
        <translation>El elemento ya no está, o no es para usted.</translation>
    </message>
    <message>
        <source>The patient has withdrawn the request.</source>
        <translation>El paciente ha retirado la solicitud.</translation>
    </message>
    <message>
        <source>The portal and this program do not understand each other.</source>
        <translation>El portal y este programa no se entienden.</translation>
    </message>
    <message>
        <source>The portal asked us to slow down.</source>
        <translation>El portal pidió ir más despacio.</translation>
    </message>
    <message>
        <source>The portal could not answer.</source>
        <translation>El portal no pudo contestar.</translation>
    </message>
    <message>
        <source>The portal could not read it.</source>
        <translation>El portal no pudo leerla.</translation>
    </message>
    <message>
        <source>The portal did not accept it.</source>
        <translation>El portal no la aceptó.</translation>
    </message>
    <message>
        <source>The portal found something missing or out of place in it.</source>
        <translation>El portal encontró que falta algo o que algo no encaja.</translation>
    </message>
    <message>
        <source>The portal has put it off.</source>
        <translation>El portal la ha aplazado.</translation>
    </message>
    <message>
        <source>The portal has thrown it away.</source>
        <translation>El portal lo ha desechado.</translation>
    </message>
    <message>
        <source>The portal wants to be sure that it is you.</source>
        <translation>El portal quiere asegurarse de que es usted.</translation>
    </message>
    <message>
        <source>The program tries again by itself.</source>
        <translation>El programa lo intenta de nuevo por sí solo.</translation>
    </message>
    <message>
        <source>The queues had to be read anew from the portal.</source>
        <translation>Hubo que leer de nuevo las colas del portal.</translation>
    </message>
    <message>
        <source>The request has changed since you saw it.</source>
        <translation>La solicitud ha cambiado desde que usted la vio.</translation>
    </message>
    <message>
        <source>The time has been taken by somebody else.</source>
        <translation>Otra persona ha tomado ese horario.</translation>
    </message>
    <message>
        <source>The upload goes on from there by itself.</source>
        <translation>La carga sigue desde ahí por sí sola.</translation>
    </message>
    <message>
        <source>The user name, password or code is wrong.</source>
        <translation>El nombre de usuario, la contraseña o el código no son correctos.</translation>
    </message>
    <message>
        <source>There is nothing left to do.</source>
        <translation>No queda nada por hacer.</translation>
    </message>
    <message>
        <source>This is not decided without the portal.</source>
        <translation>Esto no se decide sin el portal.</translation>
    </message>
    <message>
        <source>This is not the statement that can be paid, or no longer.</source>
        <translation>Este no es el estado de cuenta que se puede pagar, o ya no lo es.</translation>
    </message>
    <message>
        <source>This program may need an update; tell your support.</source>
        <translation>Puede que este programa necesite una actualización; avise a su soporte.</translation>
    </message>
    <message>
        <source>This staff account has been disabled.</source>
        <translation>Esta cuenta de personal se ha desactivado.</translation>
    </message>
    <message>
        <source>What has arrived is not the file as it is on this computer.</source>
        <translation>Lo que llegó no es el archivo tal como está en esta computadora.</translation>
    </message>
    <message>
        <source>What was handed out can not be used, or no longer.</source>
        <translation>Lo entregado no se puede usar, o ya no.</translation>
    </message>
    <message>
        <source>What you wrote is too long for the portal.</source>
        <translation>Lo que escribió es demasiado largo para el portal.</translation>
    </message>
    <message>
        <source>Write less and decide again.</source>
        <translation>Escriba menos y decida de nuevo.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>No ha iniciado sesión.</translation>
    </message>
    <message>
        <source>You decided it too long ago, while the portal could not be reached.</source>
        <translation>Lo decidió hace demasiado tiempo, mientras no se podía contactar con el portal.</translation>
    </message>
    <message>
        <source>You were not signed in any more.</source>
        <translation>Su sesión ya no estaba abierta.</translation>
    </message>
    <message>
        <source>Your decision was not carried out.</source>
        <translation>Su decisión no se llevó a cabo.</translation>
    </message>
    <message>
        <source>Your practice has withdrawn this computer&apos;s access.</source>
        <translation>Su consultorio ha retirado el acceso de este equipo.</translation>
    </message>
    <message>
        <source>Your role does not allow this, or no longer.</source>
        <translation>Su función no lo permite, o ya no.</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>A photo ID was shown</source>
        <translation>Mostró identificación con foto</translation>
    </message>
    <message>
        <source>Birth certificate</source>
        <translation>Acta de nacimiento</translation>
    </message>
    <message>
        <source>By {name}, {how}: {what}</source>
        <translation>Por {name}, {how}: {what}</translation>
    </message>
    <message>
        <source>Court order</source>
        <translation>Orden judicial</translation>
    </message>
    <message>
        <source>I called back at the number in the chart</source>
        <translation>Devolví la llamada al número del expediente</translation>
    </message>
    <message>
        <source>I know the person</source>
        <translation>Conozco a la persona</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>Tarjeta del seguro</translation>
    </message>
    <message>
        <source>Knew a medication and its dose</source>
        <translation>Sabía un medicamento y su dosis</translation>
    </message>
    <message>
        <source>Knew the address in the chart</source>
        <translation>Sabía la dirección del expediente</translation>
    </message>
    <message>
        <source>Knew the day of the last visit</source>
        <translation>Sabía el día de la última visita</translation>
    </message>
    <message>
        <source>Knew the record number</source>
        <translation>Sabía el número de expediente</translation>
    </message>
    <message>
        <source>Legal guardian</source>
        <translation>Tutor legal</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Padre o madre</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Poder notarial</translation>
    </message>
    <message>
        <source>by phone</source>
        <translation>por teléfono</translation>
    </message>
    <message>
        <source>in person</source>
        <translation>en persona</translation>
    </message>
    <message>
        <source>of the guardian ({basis})</source>
        <translation>del tutor ({basis})</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Check who it is</source>
        <translation>Comprobar quién es</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>¿Cómo lo sabe?</translation>
    </message>
    <message>
        <source>No numbers of documents, no answers</source>
        <translation>Ni números de documentos ni respuestas</translation>
    </message>
    <message>
        <source>Note, if there is something to say</source>
        <translation>Nota, si hay algo que decir</translation>
    </message>
    <message>
        <source>Record and go on</source>
        <translation>Registrar y continuar</translation>
    </message>
    <message>
        <source>Recorded already at {time}</source>
        <translation>Ya registrado: {time}</translation>
    </message>
    <message>
        <source>The person is on the phone</source>
        <translation>La persona está al teléfono</translation>
    </message>
    <message>
        <source>The person stands at the desk</source>
        <translation>La persona está en recepción</translation>
    </message>
    <message>
        <source>Tick a photo ID, or that you know the person, or two other papers.</source>
        <translation>Marque una identificación con foto, o que conoce a la persona, o dos documentos más.</translation>
    </message>
    <message>
        <source>Tick at least two: one of them the call back, or a fact that strangers can not know.</source>
        <translation>Marque al menos dos: una, que devolvió la llamada o un dato que un extraño no pueda saber.</translation>
    </message>
</context>
<context>
    <name>Proxies</name>
    <message>
        <source>A parent&apos;s right</source>
        <translation>Patria potestad</translation>
    </message>
    <message>
        <source>An administrator has to approve this link.</source>
        <translation>Un administrador tiene que aprobar este vínculo.</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <source>Authorization signed by the patient</source>
        <translation>Autorización firmada por el paciente</translation>
    </message>
    <message>
        <source>Begins later</source>
        <translation>Empieza después</translation>
    </message>
    <message>
        <source>Birth certificate</source>
        <translation>Acta de nacimiento</translation>
    </message>
    <message>
        <source>Brother or sister</source>
        <translation>Hermano o hermana</translation>
    </message>
    <message>
        <source>Caregiver</source>
        <translation>Persona cuidadora</translation>
    </message>
    <message>
        <source>Divorce or separation</source>
        <translation>Divorcio o separación</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Everything (results, documents, renewals, visits)</source>
        <translation>Todo (resultados, documentos, renovaciones, citas)</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>Padre</translation>
    </message>
    <message>
        <source>Foster parent</source>
        <translation>Padre o madre de acogida</translation>
    </message>
    <message>
        <source>Grown child</source>
        <translation>Hijo o hija mayor de edad</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Insurance card with both</source>
        <translation>Tarjeta del seguro con ambos</translation>
    </message>
    <message>
        <source>Its end had come</source>
        <translation>Llegó su fecha de fin</translation>
    </message>
    <message>
        <source>Known to the practice</source>
        <translation>Conocido en el consultorio</translation>
    </message>
    <message>
        <source>Legal guardian</source>
        <translation>Tutor legal</translation>
    </message>
    <message>
        <source>Made in error</source>
        <translation>Hecho por error</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>Madre</translation>
    </message>
    <message>
        <source>Nothing at present</source>
        <translation>Nada por ahora</translation>
    </message>
    <message>
        <source>One of the two has died</source>
        <translation>Uno de los dos ha fallecido</translation>
    </message>
    <message>
        <source>Order of a court</source>
        <translation>Orden judicial</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Other relative</source>
        <translation>Otro familiar</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Padre o madre</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Pareja</translation>
    </message>
    <message>
        <source>Photo ID of the care manager</source>
        <translation>Identificación con foto del cuidador</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Poder notarial</translation>
    </message>
    <message>
        <source>Prepared by {who}</source>
        <translation>Preparado por {who}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Replaced by a newer link</source>
        <translation>Reemplazado por un vínculo más nuevo</translation>
    </message>
    <message>
        <source>Safety of the patient</source>
        <translation>Seguridad del paciente</translation>
    </message>
    <message>
        <source>Spouse</source>
        <translation>Cónyuge</translation>
    </message>
    <message>
        <source>Stepparent</source>
        <translation>Padrastro o madrastra</translation>
    </message>
    <message>
        <source>The care manager asked for it</source>
        <translation>Lo pidió el cuidador</translation>
    </message>
    <message>
        <source>The care manager ended it in the portal</source>
        <translation>El cuidador lo terminó en el portal</translation>
    </message>
    <message>
        <source>The care manager&apos;s account was deactivated</source>
        <translation>Se desactivó la cuenta del cuidador</translation>
    </message>
    <message>
        <source>The court&apos;s order ended</source>
        <translation>Terminó la orden judicial</translation>
    </message>
    <message>
        <source>The patient asked for it</source>
        <translation>Lo pidió el paciente</translation>
    </message>
    <message>
        <source>The patient came of age</source>
        <translation>El paciente llegó a la mayoría de edad</translation>
    </message>
    <message>
        <source>The patient does not want it</source>
        <translation>El paciente no lo quiere</translation>
    </message>
    <message>
        <source>The patient ended it in the portal</source>
        <translation>El paciente lo terminó en el portal</translation>
    </message>
    <message>
        <source>The patient said so here</source>
        <translation>El paciente lo dijo aquí</translation>
    </message>
    <message>
        <source>The patient&apos;s consent</source>
        <translation>Consentimiento del paciente</translation>
    </message>
    <message>
        <source>The wrong person</source>
        <translation>La persona equivocada</translation>
    </message>
    <message>
        <source>Visits and messages only</source>
        <translation>Solo citas y mensajes</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>Espera aprobación</translation>
    </message>
    <message>
        <source>What was seen does not prove it</source>
        <translation>Lo que se vio no lo demuestra</translation>
    </message>
    <message>
        <source>You prepared this link; somebody else has to approve it.</source>
        <translation>Usted preparó este vínculo; tiene que aprobarlo otra persona.</translation>
    </message>
    <message>
        <source>approved by {who}</source>
        <translation>aprobado por {who}</translation>
    </message>
    <message>
        <source>ended by {who} on {day}</source>
        <translation>terminado por {who} el {day}</translation>
    </message>
    <message>
        <source>from {begin}, ends on {end}</source>
        <translation>desde el {begin}, termina el {end}</translation>
    </message>
    <message>
        <source>refused by {who}</source>
        <translation>rechazado por {who}</translation>
    </message>
    <message>
        <source>seen: {evidence}</source>
        <translation>se vio: {evidence}</translation>
    </message>
    <message>
        <source>since {begin}, without an end</source>
        <translation>desde el {begin}, sin fecha de fin</translation>
    </message>
    <message>
        <source>the portal or one of the two</source>
        <translation>el portal o uno de los dos</translation>
    </message>
    <message>
        <source>today by the age bands: {scope}</source>
        <translation>hoy, por los tramos de edad: {scope}</translation>
    </message>
    <message>
        <source>{manager} acts for {patient}</source>
        <translation>{manager} actúa por {patient}</translation>
    </message>
    <message>
        <source>{who} (as {relation})</source>
        <translation>{who} (como {relation})</translation>
    </message>
    <message>
        <source>{who}, {relation}</source>
        <translation>{who}, {relation}</translation>
    </message>
</context>
<context>
    <name>ProxyActDialog</name>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Approve the access</source>
        <translation>Aprobar el acceso</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>Terminar ya</translation>
    </message>
    <message>
        <source>End the access at once</source>
        <translation>Terminar el acceso de inmediato</translation>
    </message>
    <message>
        <source>From this moment {manager} reads nothing of {patient} and asks for nothing. Both are told.</source>
        <translation>Desde este momento, {manager} no lee nada de {patient} ni pide nada. Se avisa a ambos.</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Refuse the access</source>
        <translation>Rechazar el acceso</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Take the link back</source>
        <translation>Retirar el vínculo</translation>
    </message>
    <message>
        <source>The link of {manager} to {patient} is taken back; it never held.</source>
        <translation>El vínculo de {manager} con {patient} se retira; nunca estuvo vigente.</translation>
    </message>
    <message>
        <source>The link the other way stays; end it on its own if it is to end, too.</source>
        <translation>El vínculo en el otro sentido sigue; termínelo por separado si también debe terminar.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>{manager} gets no access to the record of {patient}.</source>
        <translation>{manager} no obtiene acceso al expediente de {patient}.</translation>
    </message>
    <message>
        <source>{manager} may act for {patient} from the link&apos;s first day on ({scope}). Both are told.</source>
        <translation>{manager} puede actuar por {patient} desde el primer día del vínculo ({scope}). Se avisa a ambos.</translation>
    </message>
</context>
<context>
    <name>ProxyAddDialog</name>
    <message>
        <source>A minor&apos;s link ends with the eighteenth birthday at the latest.</source>
        <translation>El vínculo de un menor termina a más tardar al cumplir 18 años.</translation>
    </message>
    <message>
        <source>Access to an adult&apos;s record may need a second person&apos;s approval.</source>
        <translation>El acceso al expediente de un adulto puede requerir la aprobación de otra persona.</translation>
    </message>
    <message>
        <source>Add a care manager</source>
        <translation>Añadir un cuidador</translation>
    </message>
    <message>
        <source>Choose who is to act, or type their user name.</source>
        <translation>Elija quién actuará, o escriba su nombre de usuario.</translation>
    </message>
    <message>
        <source>Is the patient&apos;s</source>
        <translation>Es del paciente</translation>
    </message>
    <message>
        <source>It ends on</source>
        <translation>Termina el</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>Crear el vínculo</translation>
    </message>
    <message>
        <source>Name, birth date, phone or record number of the care manager</source>
        <translation>Nombre, nacimiento, teléfono o número de expediente del cuidador</translation>
    </message>
    <message>
        <source>Nobody fits. Look at the spelling, or take the user name.</source>
        <translation>Nadie coincide. Revise cómo se escribe, o use el nombre de usuario.</translation>
    </message>
    <message>
        <source>On the basis of</source>
        <translation>Con base en</translation>
    </message>
    <message>
        <source>Or the user name of a login, for somebody who is no patient here</source>
        <translation>O el nombre de usuario de una cuenta, si no es paciente de aquí</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>The day it ends</source>
        <translation>Día en que termina</translation>
    </message>
    <message>
        <source>They act for each other: a second link the other way</source>
        <translation>Actúan el uno por el otro: un segundo vínculo en el otro sentido</translation>
    </message>
    <message>
        <source>Tick what you have seen.</source>
        <translation>Marque lo que ha visto.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>What you have seen (never write down its number)</source>
        <translation>Lo que ha visto (nunca anote su número)</translation>
    </message>
    <message>
        <source>Who fits</source>
        <translation>Quién coincide</translation>
    </message>
    <message>
        <source>Who is to act for {patient}?</source>
        <translation>¿Quién actuará por {patient}?</translation>
    </message>
    <message>
        <source>no login yet</source>
        <translation>aún sin cuenta</translation>
    </message>
</context>
<context>
    <name>ProxyChangeDialog</name>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Change the access</source>
        <translation>Cambiar el acceso</translation>
    </message>
    <message>
        <source>It ends on</source>
        <translation>Termina el</translation>
    </message>
    <message>
        <source>Less takes effect at once. More of an adult&apos;s record waits for a second person&apos;s approval; the link of now goes on until then.</source>
        <translation>Reducirlo vale de inmediato. Ampliarlo para un adulto espera la aprobación de otra persona; hasta entonces sigue el vínculo actual.</translation>
    </message>
    <message>
        <source>That is how it is now.</source>
        <translation>Así está ahora.</translation>
    </message>
    <message>
        <source>The day it ends</source>
        <translation>Día en que termina</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>What {manager} may do for {patient}:</source>
        <translation>Qué puede hacer {manager} por {patient}:</translation>
    </message>
</context>
<context>
    <name>ProxyListView</name>
    <message numerus="yes">
        <source>%n care manager(s)</source>
        <translation>
            <numerusform>%n cuidador</numerusform>
            <numerusform>%n cuidadores</numerusform>
        </translation>
    </message>
    <message>
        <source>Birthdays from 12 to 18</source>
        <translation>Cumpleaños de 12 a 18 años</translation>
    </message>
    <message>
        <source>Care managers of {who}</source>
        <translation>Cuidadores de {who}</translation>
    </message>
    <message>
        <source>Care managers whose access ends soon</source>
        <translation>Cuidadores cuyo acceso termina pronto</translation>
    </message>
    <message>
        <source>Care managers…</source>
        <translation>Cuidadores…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Ending soon</source>
        <translation>Terminan pronto</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>No access ends in the next weeks.</source>
        <translation>Ningún acceso termina en las próximas semanas.</translation>
    </message>
    <message>
        <source>No birthday changes an access soon.</source>
        <translation>Ningún cumpleaños cambia pronto un acceso.</translation>
    </message>
    <message>
        <source>Nothing waits for approval.</source>
        <translation>Nada espera aprobación.</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Esperan aprobación</translation>
    </message>
    <message>
        <source>a parent&apos;s access ends on that day</source>
        <translation>el acceso del padre o la madre termina ese día</translation>
    </message>
    <message>
        <source>care managers may from then on: {scope}</source>
        <translation>desde entonces, los cuidadores pueden: {scope}</translation>
    </message>
    <message>
        <source>has a login</source>
        <translation>tiene cuenta</translation>
    </message>
    <message>
        <source>no login of their own</source>
        <translation>sin cuenta propia</translation>
    </message>
    <message>
        <source>nothing changes by the age bands</source>
        <translation>nada cambia por los tramos de edad</translation>
    </message>
    <message>
        <source>private kinds of results close to care managers</source>
        <translation>los resultados privados se cierran a los cuidadores</translation>
    </message>
    <message>
        <source>{who} turns {age} on {day}</source>
        <translation>{who} cumple {age} años el {day}</translation>
    </message>
</context>
<context>
    <name>ProxyPanel</name>
    <message>
        <source>Add a care manager…</source>
        <translation>Añadir un cuidador…</translation>
    </message>
    <message>
        <source>Care managers</source>
        <translation>Cuidadores</translation>
    </message>
    <message>
        <source>Hide what has ended</source>
        <translation>Ocultar lo terminado</translation>
    </message>
    <message>
        <source>Looking for care managers…</source>
        <translation>Buscando cuidadores…</translation>
    </message>
    <message>
        <source>May act for this patient</source>
        <translation>Pueden actuar por este paciente</translation>
    </message>
    <message>
        <source>Nobody acts for this patient, nor they for anybody.</source>
        <translation>Nadie actúa por este paciente, ni el paciente por nadie.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n link(s) that have ended</source>
        <translation>
            <numerusform>Mostrar %n vínculo terminado</numerusform>
            <numerusform>Mostrar %n vínculos terminados</numerusform>
        </translation>
    </message>
    <message>
        <source>This patient may act for</source>
        <translation>Este paciente puede actuar por</translation>
    </message>
    <message>
        <source>Your practice has switched care managers off; what holds goes on.</source>
        <translation>Su consultorio ha desactivado los cuidadores; lo vigente sigue.</translation>
    </message>
</context>
<context>
    <name>ProxyProblems</name>
    <message>
        <source>A minor can not act for somebody else.</source>
        <translation>Un menor de edad no puede actuar por otra persona.</translation>
    </message>
    <message>
        <source>Another change of this link waits for approval.</source>
        <translation>Otro cambio de este vínculo espera aprobación.</translation>
    </message>
    <message>
        <source>By your practice&apos;s age bands nobody acts for a patient of this age.</source>
        <translation>Según los tramos de edad de su consultorio, nadie actúa por un paciente de esta edad.</translation>
    </message>
    <message>
        <source>For a minor it is a parent&apos;s right or a court&apos;s order; for an adult the patient&apos;s consent, a power of attorney or a court&apos;s order.</source>
        <translation>Para un menor: patria potestad u orden judicial; para un adulto: consentimiento del paciente, poder notarial u orden judicial.</translation>
    </message>
    <message>
        <source>It has to end after it begins, and after today.</source>
        <translation>Tiene que terminar después de empezar, y después de hoy.</translation>
    </message>
    <message>
        <source>Its time is over meanwhile. Refuse it and prepare it anew.</source>
        <translation>Su plazo ya ha pasado. Rechácelo y prepárelo de nuevo.</translation>
    </message>
    <message>
        <source>No login has this user name. Ask the care manager how it is written.</source>
        <translation>Ninguna cuenta tiene este nombre de usuario. Pregunte al cuidador cómo se escribe.</translation>
    </message>
    <message>
        <source>Only two grown-up patients of the practice act for each other, each with the other&apos;s consent.</source>
        <translation>Solo dos pacientes adultos del consultorio actúan el uno por el otro, cada uno con el consentimiento del otro.</translation>
    </message>
    <message>
        <source>That is the patient&apos;s own login; nobody is their own care manager.</source>
        <translation>Esa es la cuenta del propio paciente; nadie es su propio cuidador.</translation>
    </message>
    <message>
        <source>The care manager has no login yet. Enroll them first.</source>
        <translation>El cuidador aún no tiene cuenta. Inscríbalo primero.</translation>
    </message>
    <message>
        <source>The care manager is no patient here: look at their photo ID.</source>
        <translation>El cuidador no es paciente de aquí: mire su identificación con foto.</translation>
    </message>
    <message>
        <source>The care manager&apos;s chart is marked as deceased.</source>
        <translation>El expediente del cuidador consta como de una persona fallecida.</translation>
    </message>
    <message>
        <source>The chart is marked as deceased; nobody acts for it any more.</source>
        <translation>El expediente consta como de una persona fallecida; ya nadie actúa por ella.</translation>
    </message>
    <message>
        <source>The chart is restricted; the practice&apos;s administrator decides.</source>
        <translation>El expediente está restringido; decide la administración del consultorio.</translation>
    </message>
    <message>
        <source>The chart was merged into another one; take that one.</source>
        <translation>El expediente se fusionó con otro; use ese otro.</translation>
    </message>
    <message>
        <source>The two have a link already. Change that one.</source>
        <translation>Ya hay un vínculo entre los dos. Cambie ese.</translation>
    </message>
    <message>
        <source>This link does not hold any more, or not yet.</source>
        <translation>Este vínculo ya no está vigente, o aún no.</translation>
    </message>
    <message>
        <source>This link does not wait for approval any more.</source>
        <translation>Este vínculo ya no espera aprobación.</translation>
    </message>
    <message>
        <source>To act for the other in return, the patient needs a login, too.</source>
        <translation>Para actuar también por la otra persona, el paciente necesita una cuenta.</translation>
    </message>
    <message>
        <source>What was seen does not prove this basis; tick what proves it.</source>
        <translation>Lo que se vio no demuestra este fundamento; marque lo que lo demuestre.</translation>
    </message>
    <message>
        <source>You prepared this link; somebody else has to approve it.</source>
        <translation>Usted preparó este vínculo; tiene que aprobarlo otra persona.</translation>
    </message>
    <message>
        <source>Your practice has switched care managers off; no new link is made.</source>
        <translation>Su consultorio ha desactivado los cuidadores; no se crean vínculos nuevos.</translation>
    </message>
</context>
<context>
    <name>ProxyRow</name>
    <message>
        <source>Approve…</source>
        <translation>Aprobar…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>End at once…</source>
        <translation>Terminar ya…</translation>
    </message>
    <message>
        <source>Mutual</source>
        <translation>Mutuo</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Rechazar…</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Retirar…</translation>
    </message>
</context>
<context>
    <name>ProxySheet</name>
    <message>
        <source>Care managers</source>
        <translation>Cuidadores</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ProxyWork</name>
    <message>
        <source>Access is given and ended only while the portal answers.</source>
        <translation>El acceso solo se da y se termina mientras el portal contesta.</translation>
    </message>
    <message>
        <source>Approved. Both are told.</source>
        <translation>Aprobado. Se avisa a ambos.</translation>
    </message>
    <message>
        <source>Changed, or waiting for a second person.</source>
        <translation>Cambiado, o a la espera de otra persona.</translation>
    </message>
    <message>
        <source>Ended. Nothing is open to the care manager any more.</source>
        <translation>Terminado. El cuidador ya no puede ver nada.</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Rechazado.</translation>
    </message>
    <message>
        <source>The link is written down.</source>
        <translation>El vínculo queda anotado.</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Can no longer be paid afterwards</source>
        <translation>Después ya no se pueden pagar</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Aquí</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifiesto</translation>
    </message>
    <message>
        <source>Nothing is ready to be published.</source>
        <translation>No hay nada listo para publicar.</translation>
    </message>
    <message numerus="yes">
        <source>Publish %n statement(s)</source>
        <translation>
            <numerusform>Publicar %n estado de cuenta</numerusform>
            <numerusform>Publicar %n estados de cuenta</numerusform>
        </translation>
    </message>
    <message>
        <source>Publish it all the same</source>
        <translation>Publicarlo de todos modos</translation>
    </message>
    <message>
        <source>Publish statements</source>
        <translation>Publicar estados de cuenta</translation>
    </message>
    <message>
        <source>Stays here</source>
        <translation>Se queda aquí</translation>
    </message>
    <message numerus="yes">
        <source>Tell nobody of the %n correction(s) among them</source>
        <translation>
            <numerusform>No avisar a nadie de la corrección que hay entre ellos</numerusform>
            <numerusform>No avisar a nadie de las %n correcciones que hay entre ellos</numerusform>
        </translation>
    </message>
    <message>
        <source>The batch is not what its manifest says</source>
        <translation>El lote no es lo que dice su manifiesto</translation>
    </message>
    <message>
        <source>The batch is not what its manifest says. Find out why, or accept it with a reason.</source>
        <translation>El lote no es lo que dice su manifiesto. Averigüe por qué, o acéptelo con un motivo.</translation>
    </message>
    <message>
        <source>What is corrected, and why need nobody be told?</source>
        <translation>¿Qué se corrige y por qué no hace falta avisar?</translation>
    </message>
    <message>
        <source>Why is it right all the same?</source>
        <translation>¿Por qué es correcto de todos modos?</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>a payment of it is on its way</source>
        <translation>tiene un pago en curso</translation>
    </message>
</context>
<context>
    <name>PublishProgress</name>
    <message numerus="yes">
        <source>Publishing %n statement(s)</source>
        <translation>
            <numerusform>Publicando %n estado de cuenta</numerusform>
            <numerusform>Publicando %n estados de cuenta</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stopping after what is on its way.</source>
        <translation>Se detiene después de lo que está en camino.</translation>
    </message>
    <message>
        <source>The line is lost. As soon as it is back the portal is asked what has been published, and the rest goes on. Nothing is published twice.</source>
        <translation>Se perdió la conexión. En cuanto vuelva, se pregunta al portal qué se ha publicado y sigue el resto. Nada se publica dos veces.</translation>
    </message>
    <message>
        <source>What is published stays so if you stop.</source>
        <translation>Si se detiene, lo publicado queda publicado.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
</context>
<context>
    <name>Publishing</name>
    <message numerus="yes">
        <source>%n file(s) stay here.</source>
        <translation>
            <numerusform>%n archivo se queda aquí.</numerusform>
            <numerusform>%n archivos se quedan aquí.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n get paper</source>
        <translation>
            <numerusform>%n lo recibe en papel</numerusform>
            <numerusform>%n lo reciben en papel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guarantor(s) get an e-mail</source>
        <translation>
            <numerusform>%n responsable del pago recibe un correo</numerusform>
            <numerusform>%n responsables del pago reciben un correo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the new ones can be seen but not paid: a later statement is there.</source>
        <translation>
            <numerusform>%n de los nuevos se puede ver pero no pagar: hay uno posterior.</numerusform>
            <numerusform>%n de los nuevos se pueden ver pero no pagar: hay uno posterior.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older statement(s) can no longer be paid.</source>
        <translation>
            <numerusform>%n estado de cuenta anterior ya no se puede pagar.</numerusform>
            <numerusform>%n estados de cuenta anteriores ya no se pueden pagar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older statement(s) can no longer be paid; {flying}</source>
        <translation>
            <numerusform>%n estado de cuenta anterior ya no se puede pagar; {flying}</numerusform>
            <numerusform>%n estados de cuenta anteriores ya no se pueden pagar; {flying}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nobody is told of %n correction(s).</source>
        <translation>
            <numerusform>No se avisa a nadie de %n corrección.</numerusform>
            <numerusform>No se avisa a nadie de %n correcciones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Publish %n statement(s) for {amount}.</source>
        <translation>
            <numerusform>Publicar %n estado de cuenta por {amount}.</numerusform>
            <numerusform>Publicar %n estados de cuenta por {amount}.</numerusform>
        </translation>
    </message>
    <message>
        <source>belongs to another batch</source>
        <translation>es de otro lote</translation>
    </message>
    <message>
        <source>changed by a colleague meanwhile; look at it again</source>
        <translation>entretanto lo cambió un colega; mírelo de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>for %n of them a payment is on its way.</source>
        <translation>
            <numerusform>%n de ellos tiene un pago en curso.</numerusform>
            <numerusform>%n de ellos tienen un pago en curso.</numerusform>
        </translation>
    </message>
    <message>
        <source>in quarantine</source>
        <translation>en cuarentena</translation>
    </message>
    <message>
        <source>left out by a person</source>
        <translation>excluido por una persona</translation>
    </message>
    <message>
        <source>no answer came; see the report once the line is back</source>
        <translation>no llegó respuesta; vea el informe cuando vuelva la conexión</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>ya no está</translation>
    </message>
    <message>
        <source>published before, and void</source>
        <translation>publicado antes y anulado</translation>
    </message>
    <message>
        <source>publishing was stopped before it</source>
        <translation>la publicación se detuvo antes</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rechazado</translation>
    </message>
    <message>
        <source>somebody must say first if it replaces an older one</source>
        <translation>alguien debe decir antes si reemplaza a uno anterior</translation>
    </message>
    <message>
        <source>the same file has been published before</source>
        <translation>el mismo archivo ya se publicó antes</translation>
    </message>
</context>
<context>
    <name>QrPicture</name>
    <message>
        <source>QR code of the address {text}</source>
        <translation>Código QR de la dirección {text}</translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message numerus="yes">
        <source>%n unreadable message(s)</source>
        <translation>
            <numerusform>%n mensaje ilegible</numerusform>
            <numerusform>%n mensajes ilegibles</numerusform>
        </translation>
    </message>
    <message>
        <source>Being read again</source>
        <translation>En nueva lectura</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Lectura fallida</translation>
    </message>
    <message>
        <source>Every message that came could be read.</source>
        <translation>Todos los mensajes que llegaron se pudieron leer.</translation>
    </message>
    <message>
        <source>Nothing of the message of {who} reaches a chart. It stays stored as it came.</source>
        <translation>Nada del mensaje de {who} llega a un expediente. Queda guardado tal como llegó.</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <source>Put aside…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>The message of {who} is read once more: its results go where they belong, or it comes back here.</source>
        <translation>El mensaje de {who} se lee una vez más: sus resultados van adonde corresponde, o vuelve aquí.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Unreadable messages</source>
        <translation>Mensajes ilegibles</translation>
    </message>
</context>
<context>
    <name>QuarantineBody</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n vez</numerusform>
            <numerusform>%n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>Being read again</source>
        <translation>En nueva lectura</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>Llegó</translation>
    </message>
    <message>
        <source>It may hold a result that nobody has seen yet.</source>
        <translation>Puede contener un resultado que nadie ha visto aún.</translation>
    </message>
    <message>
        <source>Its results go where they belong, or it comes back here.</source>
        <translation>Sus resultados van adonde corresponde, o el mensaje vuelve aquí.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Show the message</source>
        <translation>Mostrar el mensaje</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Intentado</translation>
    </message>
    <message numerus="yes">
        <source>Tried %n time(s)</source>
        <translation>
            <numerusform>Intentado %n vez</numerusform>
            <numerusform>Intentado %n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>Where it fails</source>
        <translation>Dónde falla</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message numerus="yes">
        <source>%n of the practice</source>
        <translation>
            <numerusform>%n del consultorio</numerusform>
            <numerusform>%n del consultorio</numerusform>
        </translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisiones</translation>
    </message>
    <message>
        <source>My morning</source>
        <translation>Mi mañana</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Requieren atención</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Colas</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Vistas guardadas</translation>
    </message>
    <message>
        <source>shared by {who}</source>
        <translation>compartida por {who}</translation>
    </message>
    <message>
        <source>the oldest for {age}</source>
        <translation>la más antigua desde hace {age}</translation>
    </message>
    <message>
        <source>{name}, saved view, {queue}</source>
        <translation>{name}, vista guardada, {queue}</translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n waiting</source>
        <translation>
            <numerusform>{title}, %n pendiente</numerusform>
            <numerusform>{title}, %n pendientes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n elemento</numerusform>
            <numerusform>%n elementos</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decidido</translation>
    </message>
    <message>
        <source>Look in all items</source>
        <translation>Buscar en todo</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>My morning</source>
        <translation>Mi mañana</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>Nothing has been decided yet.</source>
        <translation>Aún no se ha decidido nada.</translation>
    </message>
    <message>
        <source>Nothing here fits “{words}”.</source>
        <translation>Nada aquí coincide con «{words}».</translation>
    </message>
    <message>
        <source>Nothing is waiting for you.</source>
        <translation>No hay nada pendiente para usted.</translation>
    </message>
    <message>
        <source>Nothing waits for somebody else.</source>
        <translation>Nada espera a otra persona.</translation>
    </message>
    <message>
        <source>Show: {view}</source>
        <translation>Mostrar: {view}</translation>
    </message>
    <message>
        <source>The copy has nothing of this.</source>
        <translation>La copia no contiene nada de esto.</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Por hacer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>What comes in appears here by itself.</source>
        <translation>Lo que llegue aparece aquí por sí solo.</translation>
    </message>
    <message>
        <source>What is decided here or by colleagues appears here.</source>
        <translation>Aquí aparece lo que se decide aquí o lo deciden los colegas.</translation>
    </message>
    <message>
        <source>What waits for a patient, a colleague or a day appears here.</source>
        <translation>Aquí aparece lo que espera a un paciente, a un colega o a una fecha.</translation>
    </message>
    <message>
        <source>What waits there is seen when you sign in.</source>
        <translation>Lo que espera allí se ve al iniciar sesión.</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Age</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Nacimiento</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Marcado</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>marcado</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>A consent or legal condition is not met (171.202)</source>
        <translation>Falta un consentimiento o requisito legal (171.202)</translation>
    </message>
    <message>
        <source>A corrected document is coming</source>
        <translation>Llegará un documento corregido</translation>
    </message>
    <message>
        <source>A corrected result is coming</source>
        <translation>Llegará un resultado corregido</translation>
    </message>
    <message>
        <source>A form is missing</source>
        <translation>Falta un formulario</translation>
    </message>
    <message>
        <source>A minor needs a parent or guardian</source>
        <translation>Un menor necesita padre, madre o tutor</translation>
    </message>
    <message>
        <source>A payment is on its way</source>
        <translation>Hay un pago en curso</translation>
    </message>
    <message>
        <source>A referral is needed</source>
        <translation>Hace falta una referencia</translation>
    </message>
    <message>
        <source>A test of the laboratory</source>
        <translation>Un mensaje de prueba del laboratorio</translation>
    </message>
    <message>
        <source>A visit is needed first</source>
        <translation>Antes hace falta una visita</translation>
    </message>
    <message>
        <source>An allergy speaks against it</source>
        <translation>Una alergia lo desaconseja</translation>
    </message>
    <message>
        <source>Another kind of visit is needed</source>
        <translation>Hace falta otro tipo de cita</translation>
    </message>
    <message>
        <source>Answered by phone or by the pharmacy</source>
        <translation>Respondida por teléfono o por la farmacia</translation>
    </message>
    <message>
        <source>Asked for before</source>
        <translation>Ya se pidió antes</translation>
    </message>
    <message>
        <source>Belongs to another patient</source>
        <translation>Es de otro paciente</translation>
    </message>
    <message>
        <source>Can not be done at present (171.204)</source>
        <translation>Por ahora no se puede hacer (171.204)</translation>
    </message>
    <message>
        <source>Identity can not be verified</source>
        <translation>No se puede verificar la identidad</translation>
    </message>
    <message>
        <source>It needs a call</source>
        <translation>Hace falta una llamada</translation>
    </message>
    <message>
        <source>Maintenance of the system (171.205)</source>
        <translation>Mantenimiento del sistema (171.205)</translation>
    </message>
    <message>
        <source>Meant for another practice</source>
        <translation>Dirigida a otro consultorio</translation>
    </message>
    <message>
        <source>Misidentified, mismatched or erroneous data (171.201 c 2)</source>
        <translation>Datos mal identificados, mal asignados o erróneos (171.201 c 2)</translation>
    </message>
    <message>
        <source>Never prescribed here</source>
        <translation>Nunca se recetó aquí</translation>
    </message>
    <message>
        <source>No longer under this prescriber&apos;s care</source>
        <translation>Ya no está a cargo de este médico</translation>
    </message>
    <message>
        <source>No new patients at this time</source>
        <translation>Por ahora no se admiten pacientes nuevos</translation>
    </message>
    <message>
        <source>No suitable time</source>
        <translation>No hay horario adecuado</translation>
    </message>
    <message>
        <source>Nobody of this practice</source>
        <translation>Nadie de este consultorio</translation>
    </message>
    <message>
        <source>Not a patient of the practice</source>
        <translation>No es paciente del consultorio</translation>
    </message>
    <message>
        <source>Not a patient of this prescriber</source>
        <translation>No es paciente de este médico</translation>
    </message>
    <message>
        <source>Not appropriate any more</source>
        <translation>Ya no es adecuada</translation>
    </message>
    <message>
        <source>Not possible for this person</source>
        <translation>No es posible para esta persona</translation>
    </message>
    <message>
        <source>Prescribed elsewhere</source>
        <translation>Recetado en otro lugar</translation>
    </message>
    <message>
        <source>Protecting access to care (171.206)</source>
        <translation>Protección del acceso a la atención (171.206)</translation>
    </message>
    <message>
        <source>Refills are left at the pharmacy</source>
        <translation>Quedan resurtidos en la farmacia</translation>
    </message>
    <message>
        <source>Released by mistake</source>
        <translation>Publicado por error</translation>
    </message>
    <message>
        <source>Requested too soon</source>
        <translation>Pedida demasiado pronto</translation>
    </message>
    <message>
        <source>Risk of harm, judged for this patient (171.201 c 1)</source>
        <translation>Riesgo de daño, valorado para este paciente (171.201 c 1)</translation>
    </message>
    <message>
        <source>Security of the record (171.203)</source>
        <translation>Seguridad del expediente (171.203)</translation>
    </message>
    <message>
        <source>Sent to the wrong practice</source>
        <translation>Enviado al consultorio equivocado</translation>
    </message>
    <message>
        <source>Somebody else has sent the bill</source>
        <translation>La factura la envió otra entidad</translation>
    </message>
    <message>
        <source>State law demands a delay</source>
        <translation>La ley estatal exige una espera</translation>
    </message>
    <message>
        <source>Suspected fraud; the applicant is not told so</source>
        <translation>Sospecha de fraude; no se le dice al solicitante</translation>
    </message>
    <message>
        <source>The amount is right</source>
        <translation>El monto es correcto</translation>
    </message>
    <message>
        <source>The document is wrong</source>
        <translation>El documento es incorrecto</translation>
    </message>
    <message>
        <source>The enrollment it belonged to was denied</source>
        <translation>Se denegó la inscripción a la que pertenecía</translation>
    </message>
    <message>
        <source>The guardian can not be verified</source>
        <translation>No se puede verificar al tutor</translation>
    </message>
    <message>
        <source>The information does not fit together</source>
        <translation>La información no concuerda</translation>
    </message>
    <message>
        <source>The insurance must agree first</source>
        <translation>Antes debe autorizarlo el seguro</translation>
    </message>
    <message>
        <source>The laboratory has sent it again</source>
        <translation>El laboratorio ya lo reenvió</translation>
    </message>
    <message>
        <source>The laboratory made a mistake</source>
        <translation>El laboratorio cometió un error</translation>
    </message>
    <message>
        <source>The law asks for a new prescription</source>
        <translation>La ley exige una receta nueva</translation>
    </message>
    <message>
        <source>The medicine has been stopped</source>
        <translation>El medicamento se ha suspendido</translation>
    </message>
    <message>
        <source>The next statement has not been made</source>
        <translation>El próximo estado de cuenta aún no está hecho</translation>
    </message>
    <message>
        <source>The patient asked not to share it (171.202)</source>
        <translation>El paciente pidió no compartirlo (171.202)</translation>
    </message>
    <message>
        <source>The patient does not want it any more</source>
        <translation>El paciente ya no lo quiere</translation>
    </message>
    <message>
        <source>The patient should talk to the prescriber first</source>
        <translation>El paciente debe hablar antes con su médico</translation>
    </message>
    <message>
        <source>The person already has an account</source>
        <translation>La persona ya tiene una cuenta</translation>
    </message>
    <message>
        <source>The practice takes no new patients</source>
        <translation>El consultorio no admite pacientes nuevos</translation>
    </message>
    <message>
        <source>The same person has asked before</source>
        <translation>La misma persona ya lo pidió</translation>
    </message>
    <message>
        <source>The same renewal has been asked for before</source>
        <translation>La misma renovación ya se pidió</translation>
    </message>
    <message>
        <source>The statement goes out on paper</source>
        <translation>El estado de cuenta sale en papel</translation>
    </message>
    <message>
        <source>The statement has been paid</source>
        <translation>El estado de cuenta está pagado</translation>
    </message>
    <message>
        <source>The symptoms need a call</source>
        <translation>Los síntomas requieren una llamada</translation>
    </message>
    <message>
        <source>There is no result in it</source>
        <translation>No contiene ningún resultado</translation>
    </message>
    <message>
        <source>Too far ahead, or too soon</source>
        <translation>Demasiado lejos o demasiado pronto</translation>
    </message>
    <message>
        <source>We have this result already</source>
        <translation>Ya tenemos este resultado</translation>
    </message>
</context>
<context>
    <name>ReconcileHead</name>
    <message>
        <source>Decided without the portal since {time}</source>
        <translation>Decidido sin el portal, desde: {time}</translation>
    </message>
</context>
<context>
    <name>Reconciling</name>
    <message numerus="yes">
        <source>%n decision(s) made offline are to be read.</source>
        <translation>
            <numerusform>Hay %n decisión tomada sin conexión por leer.</numerusform>
            <numerusform>Hay %n decisiones tomadas sin conexión por leer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) made offline were all applied.</source>
        <translation>
            <numerusform>Se aplicó %n decisión tomada sin conexión.</numerusform>
            <numerusform>Se aplicaron todas: %n decisiones tomadas sin conexión.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read them</source>
        <translation>Leerlas</translation>
    </message>
    <message>
        <source>They wait under Needs attention.</source>
        <translation>Esperan en «Requieren atención».</translation>
    </message>
</context>
<context>
    <name>Refill</name>
    <message numerus="yes">
        <source>%n renewal(s)</source>
        <translation>
            <numerusform>%n renovación</numerusform>
            <numerusform>%n renovaciones</numerusform>
        </translation>
    </message>
    <message>
        <source>A provider sees what you propose for {who} and decides.</source>
        <translation>Un profesional médico ve lo que usted propone para {who} y decide.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Approve with changes</source>
        <translation>Aprobar con cambios</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Approved with changes</source>
        <translation>Aprobada con cambios</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Checked again</source>
        <translation>Comprobada de nuevo</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Deny…</source>
        <translation>Denegar…</translation>
    </message>
    <message>
        <source>Hand on…</source>
        <translation>Pasar…</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>Pasada</translation>
    </message>
    <message>
        <source>No renewals are waiting.</source>
        <translation>No hay renovaciones pendientes.</translation>
    </message>
    <message>
        <source>Only a provider approves renewals; you can prepare it.</source>
        <translation>Solo un profesional médico aprueba renovaciones; usted puede prepararla.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Preparar</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Preparada</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>Renovaciones</translation>
    </message>
    <message>
        <source>The medicine was stopped: approving starts it again for {who}, who is told by email.</source>
        <translation>El medicamento se suspendió: al aprobar se reinicia para {who}, con aviso por correo electrónico.</translation>
    </message>
    <message>
        <source>The renewal appears in the account of {who}, who is told by email.</source>
        <translation>La renovación aparece en la cuenta de {who}, con aviso por correo electrónico.</translation>
    </message>
    <message>
        <source>The renewal of {who} goes to the colleague you choose.</source>
        <translation>La renovación de {who} pasa al colega que usted elija.</translation>
    </message>
    <message>
        <source>The renewal of {who} is changed; the patient reads what it was and is.</source>
        <translation>La renovación de {who} se cambia; el paciente lee cómo era y cómo es.</translation>
    </message>
    <message>
        <source>The renewal of {who} is checked again.</source>
        <translation>La renovación de {who} se comprueba de nuevo.</translation>
    </message>
    <message>
        <source>Visit asked for</source>
        <translation>Visita pedida</translation>
    </message>
    <message>
        <source>Visit first…</source>
        <translation>Visita…</translation>
    </message>
    <message>
        <source>{who} gets no renewal, and reads the reason you choose.</source>
        <translation>{who} no recibe la renovación y lee el motivo que usted elija.</translation>
    </message>
    <message>
        <source>{who} is told that a visit is needed; a request for one is made.</source>
        <translation>Se avisa a {who} de que hace falta una visita; se crea una solicitud de cita.</translation>
    </message>
</context>
<context>
    <name>RefillBody</name>
    <message numerus="yes">
        <source>%n fill(s), the last on {day}.</source>
        <translation>
            <numerusform>%n surtido, el {day}.</numerusform>
            <numerusform>%n surtidos, el último el {day}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Allergy</source>
        <translation>Alergia</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Pedido por</translation>
    </message>
    <message>
        <source>Checked {age}; checked again at the approval.</source>
        <translation>Comprobado: {age}; se comprueba de nuevo al aprobar.</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>Dosis</translation>
    </message>
    <message>
        <source>Due from {due}.</source>
        <translation>Corresponde desde el {due}.</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Corresponde el {day}</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivo</translation>
    </message>
    <message>
        <source>Inactive medicine</source>
        <translation>Medicamento inactivo</translation>
    </message>
    <message>
        <source>Inactive since {day}</source>
        <translation>Inactivo desde el {day}</translation>
    </message>
    <message>
        <source>Last fills</source>
        <translation>Últimos surtidos</translation>
    </message>
    <message>
        <source>No dose is written down.</source>
        <translation>No consta la dosis.</translation>
    </message>
    <message>
        <source>No fill is on record.</source>
        <translation>No consta ningún surtido.</translation>
    </message>
    <message>
        <source>No medicine is named</source>
        <translation>No se nombra ningún medicamento</translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation>Farmacia</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Preparada</translation>
    </message>
    <message numerus="yes">
        <source>Prepared by {name}: %n refill(s)</source>
        <translation>
            <numerusform>Preparada por {name}: %n resurtido</numerusform>
            <numerusform>Preparada por {name}: %n resurtidos</numerusform>
        </translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation>Recetado</translation>
    </message>
    <message>
        <source>Refills left</source>
        <translation>Resurtidos</translation>
    </message>
    <message>
        <source>Schedule {schedule}</source>
        <translation>Lista {schedule}</translation>
    </message>
    <message>
        <source>Supply</source>
        <translation>Suministro</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Too soon</source>
        <translation>Demasiado pronto</translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier fill(s)</source>
        <translation>
            <numerusform>y %n surtido anterior</numerusform>
            <numerusform>y %n surtidos anteriores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n day(s)</source>
        <translation>
            <numerusform>para %n día</numerusform>
            <numerusform>para %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>{day} by {name}</source>
        <translation>{day} por {name}</translation>
    </message>
    <message>
        <source>{left} of {allowed}</source>
        <translation>{left} de {allowed}</translation>
    </message>
    <message>
        <source>{now} → {then} after approval</source>
        <translation>{now} → {then} tras la aprobación</translation>
    </message>
    <message>
        <source>{proxy} for {patient}</source>
        <translation>{proxy} en nombre de {patient}</translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation>{who} escribe</translation>
    </message>
</context>
<context>
    <name>RefillTerms</name>
    <message>
        <source>Changes are written down: approve with them, or take them back.</source>
        <translation>Hay cambios anotados: apruebe con ellos o deshágalos.</translation>
    </message>
    <message>
        <source>Choose “Prescribe otherwise…” and write what changes.</source>
        <translation>Elija «Cambiar la receta…» y escriba qué cambia.</translation>
    </message>
    <message>
        <source>Note to the provider, when you prepare it</source>
        <translation>Nota al profesional médico, al prepararla</translation>
    </message>
    <message>
        <source>Note to the provider…</source>
        <translation>Nota al profesional…</translation>
    </message>
    <message>
        <source>Prescribe otherwise…</source>
        <translation>Cambiar la receta…</translation>
    </message>
    <message>
        <source>Refills to grant</source>
        <translation>Resurtidos</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Controlled drugs can only be decided on while the portal is reachable.</source>
        <translation>Los medicamentos controlados solo se deciden mientras haya conexión con el portal.</translation>
    </message>
    <message>
        <source>It can only be done while the portal is reachable.</source>
        <translation>Solo se puede hacer mientras haya conexión con el portal.</translation>
    </message>
    <message>
        <source>The data here is too old to decide on; wait until the portal is reachable.</source>
        <translation>Los datos de aquí son demasiado antiguos para decidir; espere a que haya conexión con el portal.</translation>
    </message>
    <message>
        <source>The item has been decided already.</source>
        <translation>El elemento ya se ha decidido.</translation>
    </message>
    <message>
        <source>This computer keeps only the list; to decide, wait until the portal is reachable.</source>
        <translation>Este equipo guarda solo la lista; para decidir, espere a que haya conexión con el portal.</translation>
    </message>
    <message>
        <source>This portal does not offer it.</source>
        <translation>Este portal no lo ofrece.</translation>
    </message>
    <message>
        <source>You have decided it; the portal has not answered yet.</source>
        <translation>Usted ya lo decidió; el portal aún no ha contestado.</translation>
    </message>
    <message>
        <source>Your role does not allow it.</source>
        <translation>Su función no lo permite.</translation>
    </message>
    <message>
        <source>{holder} is working on it.</source>
        <translation>{holder} está trabajando en ello.</translation>
    </message>
</context>
<context>
    <name>Refused</name>
    <message>
        <source>It was decided too long before it arrived.</source>
        <translation>Se decidió demasiado tiempo antes de llegar.</translation>
    </message>
    <message>
        <source>Its author had to give the password once more.</source>
        <translation>Quien la tomó debía escribir la contraseña otra vez.</translation>
    </message>
    <message>
        <source>Its author was not signed in any more.</source>
        <translation>Quien la tomó ya no tenía la sesión iniciada.</translation>
    </message>
    <message>
        <source>Its author&apos;s role did not allow it, or no longer.</source>
        <translation>La función de quien la tomó no lo permitía, o ya no lo permite.</translation>
    </message>
    <message>
        <source>Look at the item as it is now.</source>
        <translation>Mire el elemento como está ahora.</translation>
    </message>
    <message>
        <source>Somebody else had decided the same before.</source>
        <translation>Otra persona había decidido lo mismo antes.</translation>
    </message>
    <message>
        <source>The account of its author had been disabled.</source>
        <translation>La cuenta de quien la tomó estaba desactivada.</translation>
    </message>
    <message>
        <source>The computer it came from had lost its access.</source>
        <translation>El equipo del que vino había perdido su acceso.</translation>
    </message>
    <message>
        <source>The decision was not carried out.</source>
        <translation>La decisión no se llevó a cabo.</translation>
    </message>
    <message>
        <source>The item had moved on since its author saw it.</source>
        <translation>El elemento había avanzado desde que lo vio quien decidió.</translation>
    </message>
    <message>
        <source>The item was no longer there, or not for its author to see.</source>
        <translation>El elemento ya no estaba, o quien decidió ya no podía verlo.</translation>
    </message>
    <message>
        <source>The request had changed since its author saw it.</source>
        <translation>La solicitud había cambiado desde que la vio quien decidió.</translation>
    </message>
    <message>
        <source>What was written was too long for the portal.</source>
        <translation>Lo escrito era demasiado largo para el portal.</translation>
    </message>
</context>
<context>
    <name>RefusedCard</name>
    <message>
        <source>I have read it; my name will stand here (Del)</source>
        <translation>Lo he leído; mi nombre quedará aquí (Supr)</translation>
    </message>
    <message>
        <source>It has not been carried out and will not be by itself.</source>
        <translation>No se ha llevado a cabo, y no se hará por sí sola.</translation>
    </message>
    <message>
        <source>It was saved from a computer that has lost its access.</source>
        <translation>Se rescató de un equipo que ha perdido el acceso.</translation>
    </message>
    <message>
        <source>Look at the item, and decide it yourself if it is still right.</source>
        <translation>Mire el elemento y decida usted si aún procede.</translation>
    </message>
    <message>
        <source>Now:</source>
        <translation>Ahora:</translation>
    </message>
    <message>
        <source>Read by {name}, {time}</source>
        <translation>Leída por {name}, {time}</translation>
    </message>
    <message>
        <source>Somebody else had decided the same.</source>
        <translation>Otra persona había decidido lo mismo.</translation>
    </message>
    <message>
        <source>There is nothing left to do.</source>
        <translation>No queda nada por hacer.</translation>
    </message>
    <message>
        <source>Written for the patient, who has not read it: {words}</source>
        <translation>Escrito para el paciente, que no lo ha leído: {words}</translation>
    </message>
    <message>
        <source>{name} decided at {time}: {what}</source>
        <translation>{name} decidió ({time}): {what}</translation>
    </message>
</context>
<context>
    <name>RefusedView</name>
    <message numerus="yes">
        <source>%n decision(s) made offline did not count.</source>
        <translation>
            <numerusform>%n decisión tomada sin conexión no contó.</numerusform>
            <numerusform>%n decisiones tomadas sin conexión no contaron.</numerusform>
        </translation>
    </message>
    <message>
        <source>No refused decision of the practice waits to be read.</source>
        <translation>Ninguna decisión rechazada del consultorio espera a leerse.</translation>
    </message>
    <message>
        <source>Of the practice</source>
        <translation>Del consultorio</translation>
    </message>
    <message>
        <source>Reading the practice&apos;s list…</source>
        <translation>Leyendo la lista del consultorio…</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
    <message>
        <source>What somebody decides offline and the portal does not accept stands here until one of you has read it.</source>
        <translation>Lo que alguien decide sin conexión y el portal no acepta queda aquí hasta que uno de ustedes lo haya leído.</translation>
    </message>
</context>
<context>
    <name>RefusedWork</name>
    <message numerus="yes">
        <source>%n of your decision(s) were saved from a computer that has lost its access.</source>
        <translation>
            <numerusform>Se salvó %n decisión suya de un equipo que ha perdido su acceso.</numerusform>
            <numerusform>Se salvaron %n decisiones suyas de un equipo que ha perdido su acceso.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at each item, and decide it again if it is still right.</source>
        <translation>Mire cada elemento y decídalo otra vez si sigue siendo correcto.</translation>
    </message>
    <message>
        <source>Read them</source>
        <translation>Leerlas</translation>
    </message>
    <message>
        <source>They were not carried out and will not be by themselves.</source>
        <translation>No se llevaron a cabo y no se llevarán a cabo por sí solas.</translation>
    </message>
</context>
<context>
    <name>ReleaseAround</name>
    <message>
        <source>It had been opened, first on {when}.</source>
        <translation>Se había abierto; la primera vez, {when}.</translation>
    </message>
    <message>
        <source>Nobody had opened it.</source>
        <translation>Nadie lo había abierto.</translation>
    </message>
    <message>
        <source>Sensitive: {category}</source>
        <translation>Sensible: {category}</translation>
    </message>
</context>
<context>
    <name>ReleaseClock</name>
    <message>
        <source>Does not go out by itself: {reason}</source>
        <translation>No sale por sí solo: {reason}</translation>
    </message>
    <message>
        <source>Goes out by itself in {time}</source>
        <translation>Sale por sí solo en {time}</translation>
    </message>
    <message>
        <source>Goes out by itself within the next minutes</source>
        <translation>Sale por sí solo en los próximos minutos</translation>
    </message>
    <message>
        <source>Held by {name}: {rationale}</source>
        <translation>Retenido por {name}: {rationale}</translation>
    </message>
    <message>
        <source>Hold ends today</source>
        <translation>La retención termina hoy</translation>
    </message>
    <message>
        <source>Not before {when}</source>
        <translation>No antes de {when}</translation>
    </message>
    <message>
        <source>On hold until {day}: {basis}</source>
        <translation>Retenido hasta el {day}: {basis}</translation>
    </message>
    <message>
        <source>On {when}, unless somebody releases or holds it before.</source>
        <translation>El {when}, salvo que alguien lo publique o retenga antes.</translation>
    </message>
    <message>
        <source>Out at any moment</source>
        <translation>Sale en cualquier momento</translation>
    </message>
    <message>
        <source>Out in {time}</source>
        <translation>Sale en {time}</translation>
    </message>
    <message>
        <source>When it ends, somebody decides again.</source>
        <translation>Cuando termine, alguien decide de nuevo.</translation>
    </message>
    <message>
        <source>When it ends, the practice&apos;s policy decides.</source>
        <translation>Cuando termine, decide la política del consultorio.</translation>
    </message>
    <message>
        <source>{law} demands a delay.</source>
        <translation>{law} exige una espera.</translation>
    </message>
</context>
<context>
    <name>ReplacesForm</name>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>No, leave this file out</source>
        <translation>No, excluir este archivo</translation>
    </message>
    <message>
        <source>No: this file is left out, and nothing changes for the guarantor.</source>
        <translation>No: este archivo se excluye y nada cambia para el responsable del pago.</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Replaces the {period} statement of {amount}?</source>
        <translation>¿Reemplaza al estado de cuenta de {period} por {amount}?</translation>
    </message>
    <message>
        <source>Show the published one</source>
        <translation>Mostrar el publicado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>This file</source>
        <translation>Este archivo</translation>
    </message>
    <message>
        <source>Yes, it replaces it</source>
        <translation>Sí, lo reemplaza</translation>
    </message>
    <message>
        <source>Yes: it is published beside the one that is paid already.</source>
        <translation>Sí: se publica junto al que ya está pagado.</translation>
    </message>
    <message>
        <source>Yes: once it is published, the older one can no longer be paid.</source>
        <translation>Sí: una vez publicado, el anterior ya no se puede pagar.</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>en camino</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar el informe</translation>
    </message>
    <message>
        <source>Nothing that was shown as saved is lost. You can go on working; if something looks odd, close the program and start it again.</source>
        <translation>No se ha perdido nada de lo que aparecía como guardado. Puede seguir trabajando; si algo se ve raro, cierre el programa y ábralo de nuevo.</translation>
    </message>
    <message>
        <source>Please send this report to your support. It holds no patient data.</source>
        <translation>Envíe este informe a su soporte. No contiene datos de pacientes.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Sorry, this program has made a mistake.</source>
        <translation>Lo sentimos, este programa ha cometido un error.</translation>
    </message>
</context>
<context>
    <name>ReportFindings</name>
    <message numerus="yes">
        <source>%n more value(s)</source>
        <translation>
            <numerusform>%n valor más</numerusform>
            <numerusform>%n valores más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more value(s)</source>
        <translation>
            <numerusform>Mostrar %n valor más</numerusform>
            <numerusform>Mostrar %n valores más</numerusform>
        </translation>
    </message>
    <message>
        <source>The laboratory writes</source>
        <translation>El laboratorio escribe</translation>
    </message>
    <message>
        <source>The report has no values.</source>
        <translation>El informe no tiene valores.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message numerus="yes">
        <source>%n file(s) wait for somebody.</source>
        <translation>
            <numerusform>%n archivo espera a alguien.</numerusform>
            <numerusform>%n archivos esperan a alguien.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were refused.</source>
        <translation>
            <numerusform>%n archivo se rechazó.</numerusform>
            <numerusform>%n archivos se rechazaron.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go out on paper: save the paper list.</source>
        <translation>
            <numerusform>%n sale en papel: guarde la lista de papel.</numerusform>
            <numerusform>%n salen en papel: guarde la lista de papel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) published</source>
        <translation>
            <numerusform>%n estado de cuenta publicado</numerusform>
            <numerusform>%n estados de cuenta publicados</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Nothing of this batch is left to be done.</source>
        <translation>En este lote no queda nada por hacer.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Guardar como CSV…</translation>
    </message>
    <message>
        <source>Save list</source>
        <translation>Guardar la lista</translation>
    </message>
    <message>
        <source>Save paper list…</source>
        <translation>Guardar lista de papel…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardada</translation>
    </message>
    <message>
        <source>Statements report</source>
        <translation>Informe de estados de cuenta</translation>
    </message>
    <message>
        <source>The list could not be saved there.</source>
        <translation>No se pudo guardar ahí la lista.</translation>
    </message>
    <message>
        <source>The printer did not take the report. Choose another.</source>
        <translation>La impresora no aceptó el informe. Elija otra.</translation>
    </message>
    <message>
        <source>What became of each file</source>
        <translation>Qué fue de cada archivo</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Canceled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregido</translation>
    </message>
    <message>
        <source>Entered in error</source>
        <translation>Registrado por error</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Sin verificar</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Parcial</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>Preliminar</translation>
    </message>
</context>
<context>
    <name>ResendDialog</name>
    <message>
        <source>Put on the paper list</source>
        <translation>Poner en la lista de papel</translation>
    </message>
    <message>
        <source>Send the e-mail</source>
        <translation>Enviar el correo</translation>
    </message>
    <message>
        <source>Send the statement again</source>
        <translation>Reenviar el estado de cuenta</translation>
    </message>
    <message>
        <source>The statement stays as it is, and so does what can be paid.</source>
        <translation>El estado de cuenta queda como está, y también lo que se puede pagar.</translation>
    </message>
    <message>
        <source>{what}, {amount}, is to be sent to {who} on paper once more.</source>
        <translation>{what}, {amount}, debe enviarse de nuevo en papel a {who}.</translation>
    </message>
    <message>
        <source>{who} gets an e-mail once more that a statement is in the portal: {what}, {amount}.</source>
        <translation>{who} recibe otra vez un correo que avisa de un estado de cuenta en el portal: {what}, {amount}.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message>
        <source>Call recorded</source>
        <translation>Llamada registrada</translation>
    </message>
    <message>
        <source>End the hold</source>
        <translation>Terminar la retención</translation>
    </message>
    <message>
        <source>Hold ended</source>
        <translation>Retención terminada</translation>
    </message>
    <message>
        <source>Hold…</source>
        <translation>Retener…</translation>
    </message>
    <message>
        <source>It is recorded who has been told about the result of {who}.</source>
        <translation>Se registra a quién se avisó del resultado de {who}.</translation>
    </message>
    <message>
        <source>No results are waiting.</source>
        <translation>No hay resultados pendientes.</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Retenido</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Recall…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Record a call</source>
        <translation>Registrar una llamada</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisado</translation>
    </message>
    <message>
        <source>The result is taken back from {who}.</source>
        <translation>El resultado se retira de la cuenta de {who}.</translation>
    </message>
    <message>
        <source>The result of {who} waits again; the policy decides when it goes out.</source>
        <translation>El resultado de {who} vuelve a estar pendiente; la política decide cuándo sale.</translation>
    </message>
    <message>
        <source>The review of the result of {who} is recorded; nobody is told of it.</source>
        <translation>Se registra la revisión del resultado de {who}; no se avisa a nadie.</translation>
    </message>
    <message>
        <source>{who} can see this result from now on, and is told by email.</source>
        <translation>{who} puede ver este resultado desde ahora, con aviso por correo electrónico.</translation>
    </message>
    <message>
        <source>{who} does not see this result until the hold ends.</source>
        <translation>{who} no ve este resultado hasta que termine la retención.</translation>
    </message>
</context>
<context>
    <name>ResultBody</name>
    <message>
        <source>A report without a title</source>
        <translation>Informe sin título</translation>
    </message>
    <message>
        <source>Choose below what you make of it.</source>
        <translation>Elija abajo su valoración.</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregido</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítico</translation>
    </message>
    <message>
        <source>Critical: {values}</source>
        <translation>Crítico: {values}</translation>
    </message>
    <message>
        <source>It can be once the laboratory has sent the final result.</source>
        <translation>Se podrá cuando el laboratorio haya enviado el resultado final.</translation>
    </message>
    <message>
        <source>Say below who has been told about the critical value.</source>
        <translation>Diga abajo a quién se avisó del valor crítico.</translation>
    </message>
    <message>
        <source>Say below whom you have told.</source>
        <translation>Diga abajo a quién ha avisado.</translation>
    </message>
    <message>
        <source>Speak to the patient before they read it on their own.</source>
        <translation>Hable con el paciente antes de que lo lea por su cuenta.</translation>
    </message>
    <message>
        <source>State law: can not be released before {when}.</source>
        <translation>Ley estatal: no se puede publicar antes de {when}.</translation>
    </message>
    <message>
        <source>The laboratory calls this result critical.</source>
        <translation>El laboratorio considera crítico este resultado.</translation>
    </message>
    <message>
        <source>The portal does not allow the release of this result.</source>
        <translation>El portal no permite publicar este resultado.</translation>
    </message>
    <message>
        <source>This is not a laboratory result; it can not be released here.</source>
        <translation>Esto no es un resultado de laboratorio; no se puede publicar aquí.</translation>
    </message>
    <message>
        <source>This result has been taken back</source>
        <translation>Este resultado se ha retirado</translation>
    </message>
    <message>
        <source>reported {when}</source>
        <translation>informado {when}</translation>
    </message>
    <message>
        <source>taken {when}</source>
        <translation>tomado {when}</translation>
    </message>
    <message>
        <source>{status}: can not be released yet.</source>
        <translation>{status}: aún no se puede publicar.</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Abnormal</source>
        <translation>Anormal</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Dar seguimiento</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Nobody has reviewed it yet.</source>
        <translation>Nadie lo ha revisado todavía.</translation>
    </message>
    <message>
        <source>Note to colleagues</source>
        <translation>Nota a los colegas</translation>
    </message>
    <message>
        <source>Note to colleagues; no patient reads it</source>
        <translation>Nota a los colegas; ningún paciente la lee</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Reviewed by {name}, {when}</source>
        <translation>Revisado por {name}, {when}</translation>
    </message>
    <message>
        <source>Reviewed: {word}</source>
        <translation>Revisado: {word}</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revocar</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Administrator</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditoría</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Facturación</translation>
    </message>
    <message>
        <source>Front desk</source>
        <translation>Recepción</translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation>Enfermería</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Profesional médico</translation>
    </message>
</context>
<context>
    <name>Rounds</name>
    <message>
        <source>It goes on when you refresh (F5) or decide.</source>
        <translation>Continúa cuando usted actualice (F5) o decida.</translation>
    </message>
    <message>
        <source>The first load is stopped: not everything that waits is shown.</source>
        <translation>La primera carga está detenida: no se muestra todo lo pendiente.</translation>
    </message>
</context>
<context>
    <name>RouteDialog</name>
    <message>
        <source>Choose a colleague first.</source>
        <translation>Elija primero un colega.</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colega</translation>
    </message>
    <message>
        <source>Nobody else in the practice may decide this.</source>
        <translation>Nadie más en el consultorio puede decidirlo.</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>asked by {name}</source>
        <translation>pedido por {name}</translation>
    </message>
    <message>
        <source>due soon</source>
        <translation>vence pronto</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>vencido</translation>
    </message>
    <message>
        <source>waiting {age}</source>
        <translation>esperando {age}</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>con {name}</translation>
    </message>
</context>
<context>
    <name>RowFilters</name>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En cuarentena</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <source>On their way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicados</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listos</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazados</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>Por responder</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>A change of a controlled drug needs a new prescription.</source>
        <translation>Cambiar un medicamento controlado requiere una receta nueva.</translation>
    </message>
    <message>
        <source>A colleague has marked this chart as another person&apos;s.</source>
        <translation>Un colega marcó este expediente como de otra persona.</translation>
    </message>
    <message>
        <source>A controlled drug has five refills within six months at most; prescribe it anew.</source>
        <translation>Un medicamento controlado admite como máximo cinco resurtidos en seis meses; recételo de nuevo.</translation>
    </message>
    <message>
        <source>A drug of schedule II has no refills; prescribe it anew.</source>
        <translation>Un medicamento de la lista II no admite resurtidos; recételo de nuevo.</translation>
    </message>
    <message>
        <source>A minor needs a guardian, and what was seen of them.</source>
        <translation>Un menor necesita un tutor y lo que se ha comprobado de este.</translation>
    </message>
    <message>
        <source>A newer version has come in; decide on that one.</source>
        <translation>Ha llegado una versión más nueva; decida sobre esa.</translation>
    </message>
    <message>
        <source>A notice of this statement is on its way already.</source>
        <translation>Ya hay en camino un aviso de este estado de cuenta.</translation>
    </message>
    <message>
        <source>An allergy speaks against it; say why it is right all the same.</source>
        <translation>Hay una alergia que lo desaconseja; indique por qué procede de todos modos.</translation>
    </message>
    <message>
        <source>An appointment request came along; say whether to decline it or to keep it.</source>
        <translation>Llegó también una solicitud de cita; diga si se rechaza o se conserva.</translation>
    </message>
    <message>
        <source>Another request for the same is open; decide that one.</source>
        <translation>Hay otra solicitud abierta de lo mismo; decida esa.</translation>
    </message>
    <message>
        <source>Fewer of these are decided at once; look at the rest again.</source>
        <translation>De estos se deciden menos a la vez; vuelva a mirar el resto.</translation>
    </message>
    <message>
        <source>In this practice only a provider denies renewals.</source>
        <translation>En este consultorio solo un profesional clínico deniega renovaciones.</translation>
    </message>
    <message>
        <source>It can only be a duplicate of another item of this queue.</source>
        <translation>Solo puede ser duplicado de otro elemento de esta cola.</translation>
    </message>
    <message>
        <source>It can wait until a day after today, within a year.</source>
        <translation>Puede esperar hasta un día posterior a hoy, dentro de un año.</translation>
    </message>
    <message>
        <source>It is prescribed so already; approve it as it is.</source>
        <translation>Ya está recetado así; apruébelo tal cual.</translation>
    </message>
    <message>
        <source>It is too soon for this renewal; give a reason why it is granted all the same.</source>
        <translation>Es demasiado pronto para esta renovación; indique el motivo para concederla de todos modos.</translation>
    </message>
    <message>
        <source>No confirmation belongs to this enrollment.</source>
        <translation>A esta inscripción no le corresponde ninguna confirmación.</translation>
    </message>
    <message>
        <source>No living guardian has this record number here.</source>
        <translation>Aquí ningún tutor vivo tiene este número de expediente.</translation>
    </message>
    <message>
        <source>No statement of this account can be paid now; answer in your own words.</source>
        <translation>Ahora no se puede pagar ningún estado de cuenta de esta cuenta; conteste con sus palabras.</translation>
    </message>
    <message>
        <source>Nobody has been told about the critical value yet; record the call first.</source>
        <translation>Aún no se ha avisado a nadie del valor crítico; registre primero la llamada.</translation>
    </message>
    <message>
        <source>Only the statement that can be paid is sent again.</source>
        <translation>Solo se reenvía el estado de cuenta que se puede pagar.</translation>
    </message>
    <message>
        <source>Only who refused it, or a peer of theirs, can reopen it.</source>
        <translation>Solo puede reabrirlo quien lo rechazó o alguien de su mismo rango.</translation>
    </message>
    <message>
        <source>Patients read a newer version; take that one back.</source>
        <translation>Los pacientes leen una versión más nueva; retire esa.</translation>
    </message>
    <message>
        <source>Patients see it already; review it, or recall it.</source>
        <translation>Los pacientes ya lo ven; revíselo o retírelo.</translation>
    </message>
    <message>
        <source>Something has come up since it was checked.</source>
        <translation>Ha surgido algo desde que se comprobó.</translation>
    </message>
    <message>
        <source>That colleague does not approve renewals.</source>
        <translation>Ese colega no aprueba renovaciones.</translation>
    </message>
    <message>
        <source>That colleague does not work on this queue.</source>
        <translation>Ese colega no trabaja en esta cola.</translation>
    </message>
    <message>
        <source>That is no published statement of this account.</source>
        <translation>Ese no es un estado de cuenta publicado de esta cuenta.</translation>
    </message>
    <message>
        <source>That item is about another person.</source>
        <translation>Ese elemento es de otra persona.</translation>
    </message>
    <message>
        <source>That item is marked as a duplicate itself.</source>
        <translation>Ese elemento también está marcado como duplicado.</translation>
    </message>
    <message>
        <source>That time has already begun.</source>
        <translation>Esa hora ya ha empezado.</translation>
    </message>
    <message>
        <source>That time is sooner than the practice usually sees anybody.</source>
        <translation>Esa hora es antes de lo que el consultorio suele atender.</translation>
    </message>
    <message>
        <source>The applicant has not accepted the terms; ask the applicant to do so.</source>
        <translation>La persona solicitante no ha aceptado las condiciones; pídale que las acepte.</translation>
    </message>
    <message>
        <source>The applicant is of age and needs no guardian.</source>
        <translation>Quien solicita es mayor de edad y no necesita tutor.</translation>
    </message>
    <message>
        <source>The applicant&apos;s account is active in this practice already.</source>
        <translation>La cuenta de la persona solicitante ya está activa en este consultorio.</translation>
    </message>
    <message>
        <source>The application came without the check for programs; ask the applicant to sign up again.</source>
        <translation>La solicitud llegó sin la comprobación contra programas automáticos; pida que se inscriba de nuevo.</translation>
    </message>
    <message>
        <source>The appointment is not booked any more.</source>
        <translation>La cita ya no está reservada.</translation>
    </message>
    <message>
        <source>The chart already has an active account.</source>
        <translation>El expediente ya tiene una cuenta activa.</translation>
    </message>
    <message>
        <source>The chart is marked as deceased.</source>
        <translation>El expediente consta como de una persona fallecida.</translation>
    </message>
    <message>
        <source>The chart is none of those that the item shows.</source>
        <translation>El expediente no es ninguno de los que muestra el elemento.</translation>
    </message>
    <message>
        <source>The chart is not one of this practice.</source>
        <translation>El expediente no es de este consultorio.</translation>
    </message>
    <message>
        <source>The chart is restricted; the practice&apos;s administrator decides.</source>
        <translation>El expediente está restringido; decide la administración del consultorio.</translation>
    </message>
    <message>
        <source>The chart named for the guardian is of a minor.</source>
        <translation>El expediente indicado para el tutor es de un menor.</translation>
    </message>
    <message>
        <source>The chart was merged into another one.</source>
        <translation>El expediente se fusionó con otro.</translation>
    </message>
    <message>
        <source>The confirmation is still on its way.</source>
        <translation>La confirmación aún está en camino.</translation>
    </message>
    <message>
        <source>The day on which the hold is looked at again is not allowed.</source>
        <translation>El día de revisión de la retención no está permitido.</translation>
    </message>
    <message>
        <source>The document is not in the chart any more.</source>
        <translation>El documento ya no está en el expediente.</translation>
    </message>
    <message>
        <source>The enrollment is still undecided; decide it first.</source>
        <translation>La inscripción aún está sin decidir; decídala primero.</translation>
    </message>
    <message>
        <source>The free time is shorter than the visit.</source>
        <translation>El tiempo libre es más corto que la visita.</translation>
    </message>
    <message>
        <source>The item does not wait for anybody any more.</source>
        <translation>El elemento ya no espera a nadie.</translation>
    </message>
    <message>
        <source>The laboratory sent another birth date than the chart has; say why it fits.</source>
        <translation>El laboratorio envió una fecha de nacimiento distinta de la del expediente; diga por qué es la misma persona.</translation>
    </message>
    <message>
        <source>The law of the patient&apos;s state demands a delay.</source>
        <translation>La ley del estado del paciente exige una espera.</translation>
    </message>
    <message>
        <source>The medicine is not in the chart any more.</source>
        <translation>El medicamento ya no está en el expediente.</translation>
    </message>
    <message>
        <source>The patient asks to cancel; there is nothing to book.</source>
        <translation>El paciente pide cancelar; no hay nada que reservar.</translation>
    </message>
    <message>
        <source>The patient has another appointment at that time.</source>
        <translation>El paciente tiene otra cita a esa hora.</translation>
    </message>
    <message>
        <source>The patient has not asked to cancel.</source>
        <translation>El paciente no ha pedido cancelar.</translation>
    </message>
    <message>
        <source>The person may have a chart already; confirm that it is a second one.</source>
        <translation>La persona quizá ya tenga expediente; confirme que es un segundo.</translation>
    </message>
    <message>
        <source>The practice is closed on that day.</source>
        <translation>El consultorio está cerrado ese día.</translation>
    </message>
    <message>
        <source>The provider does not see patients here any more.</source>
        <translation>El profesional ya no atiende aquí.</translation>
    </message>
    <message>
        <source>The provider is away at that time.</source>
        <translation>El profesional está ausente a esa hora.</translation>
    </message>
    <message>
        <source>The report is not in the chart any more.</source>
        <translation>El informe ya no está en el expediente.</translation>
    </message>
    <message>
        <source>The request carries no account.</source>
        <translation>La solicitud no lleva ninguna cuenta.</translation>
    </message>
    <message>
        <source>The result is not final.</source>
        <translation>El resultado no es definitivo.</translation>
    </message>
    <message>
        <source>The same account has asked again since; decide that request.</source>
        <translation>La misma cuenta ha vuelto a solicitarlo; decida esa solicitud.</translation>
    </message>
    <message>
        <source>The time of the call is before the sample was taken, or is yet to come.</source>
        <translation>La hora de la llamada es anterior a la toma de la muestra o aún no ha llegado.</translation>
    </message>
    <message>
        <source>The visit has begun.</source>
        <translation>La visita ha empezado.</translation>
    </message>
    <message>
        <source>The visit is closer than the notice the practice asks for.</source>
        <translation>La visita está más cerca que la antelación que pide el consultorio.</translation>
    </message>
    <message>
        <source>The wait would end before it begins; choose a later day.</source>
        <translation>La espera terminaría antes de empezar; elija un día posterior.</translation>
    </message>
    <message>
        <source>The words to the applicant hold something that only a chart says.</source>
        <translation>El texto para quien solicita contiene algo que solo consta en un expediente.</translation>
    </message>
    <message>
        <source>There is no such time any more.</source>
        <translation>Esa hora ya no existe.</translation>
    </message>
    <message>
        <source>This can be decided in one&apos;s own right only.</source>
        <translation>Esto solo se puede decidir por derecho propio.</translation>
    </message>
    <message>
        <source>This is not a laboratory result.</source>
        <translation>Esto no es un resultado de laboratorio.</translation>
    </message>
    <message>
        <source>This reason for a hold demands more than a rationale.</source>
        <translation>Este motivo de retención exige más que una justificación.</translation>
    </message>
    <message>
        <source>Who will see it has changed since you looked.</source>
        <translation>Ha cambiado quién lo verá desde que usted lo miró.</translation>
    </message>
</context>
<context>
    <name>SalvageReader</name>
    <message numerus="yes">
        <source>%n decision(s) to enter again.</source>
        <translation>
            <numerusform>%n decisión por tomar de nuevo.</numerusform>
            <numerusform>%n decisiones por tomar de nuevo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Escriba la frase de acceso.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Frase de acceso del archivo</translation>
    </message>
    <message>
        <source>Saved decisions</source>
        <translation>Decisiones guardadas</translation>
    </message>
    <message>
        <source>There may have been more.</source>
        <translation>Puede que hubiera más.</translation>
    </message>
    <message>
        <source>They were read from a damaged file. None of them has been sent from here.</source>
        <translation>Se leyeron de un archivo dañado. Ninguna se ha enviado desde aquí.</translation>
    </message>
    <message>
        <source>To colleagues: {words}</source>
        <translation>Para los colegas: {words}</translation>
    </message>
    <message>
        <source>To the patient: {words}</source>
        <translation>Para el paciente: {words}</translation>
    </message>
</context>
<context>
    <name>Salvaging</name>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Set it aside and begin anew</source>
        <translation>Apartarlo y empezar de nuevo</translation>
    </message>
    <message>
        <source>The file can not be written there. Choose another place.</source>
        <translation>No se puede guardar el archivo ahí. Elija otro lugar.</translation>
    </message>
    <message>
        <source>The file with the keys (wrap.json) is missing, damaged or another account&apos;s. Put it back if you have a copy. If you begin anew, everything kept here is set aside and nothing is deleted. Decisions that were not sent stay in there: enter them again.</source>
        <translation>El archivo con las claves (wrap.json) falta, está dañado o es de otra cuenta. Devuélvalo a su sitio si tiene una copia. Si empieza de nuevo, todo lo guardado aquí se aparta y no se borra nada. Las decisiones que no se enviaron quedan ahí: introdúzcalas otra vez.</translation>
    </message>
    <message>
        <source>The keys of what is kept here are lost</source>
        <translation>Las claves de lo guardado aquí se han perdido</translation>
    </message>
</context>
<context>
    <name>SaveViewDialog</name>
    <message>
        <source>Colleagues see it too</source>
        <translation>Los colegas también la ven</translation>
    </message>
    <message>
        <source>Colleagues who may see this queue read “{words}” too.</source>
        <translation>Los colegas que pueden ver esta cola también leen «{words}».</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Póngale un nombre.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Guardar esta vista</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>Vista guardada</translation>
    </message>
    <message>
        <source>Search, filter and order are kept; not the items.</source>
        <translation>Se guardan la búsqueda, el filtro y el orden; no los elementos.</translation>
    </message>
    <message>
        <source>Take over what the table shows now</source>
        <translation>Tomar lo que la tabla muestra ahora</translation>
    </message>
</context>
<context>
    <name>SavedFile</name>
    <message>
        <source>It does not open: another passphrase, or no file of saved decisions.</source>
        <translation>No se abre: es otra frase de acceso, o no es un archivo de decisiones guardadas.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search (/)</source>
        <translation>Buscar (/)</translation>
    </message>
    <message>
        <source>Search patient, request or who asked</source>
        <translation>Buscar paciente, solicitud o quién la pidió</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Bloq Mayús está activado.</translation>
    </message>
    <message>
        <source>Hold down to read what you typed</source>
        <translation>Mantenga pulsado para leer lo que escribió</translation>
    </message>
    <message>
        <source>Show {field} while held down</source>
        <translation>Mostrar {field} mientras se mantiene pulsado</translation>
    </message>
</context>
<context>
    <name>SecretLine</name>
    <message>
        <source>{field}: hidden</source>
        <translation>{field}: oculto</translation>
    </message>
    <message>
        <source>{field}: {letters}</source>
        <translation>{field}: {letters}</translation>
    </message>
</context>
<context>
    <name>Security</name>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>Queda %n intento.</numerusform>
            <numerusform>Quedan %n intentos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>A crash may write memory to the disk.</source>
        <translation>Si el programa falla, su memoria puede quedar en el disco.</translation>
    </message>
    <message>
        <source>A crash writes no memory to the disk.</source>
        <translation>Si el programa falla, nada de su memoria queda en el disco.</translation>
    </message>
    <message>
        <source>After {time} the program ends and asks for a new sign-in.</source>
        <translation>Después de {time} el programa termina y pide iniciar sesión de nuevo.</translation>
    </message>
    <message>
        <source>All windows stay out of screenshots and shared screens.</source>
        <translation>Ninguna ventana sale en capturas ni en pantallas compartidas.</translation>
    </message>
    <message>
        <source>Everything is encrypted (AES-256).</source>
        <translation>Todo está cifrado (AES-256).</translation>
    </message>
    <message>
        <source>How the keys are protected can not be read.</source>
        <translation>No se puede leer cómo están protegidas las claves.</translation>
    </message>
    <message>
        <source>It also locks when the computer sleeps or another user comes.</source>
        <translation>También se bloquea si el equipo se suspende o llega otro usuario.</translation>
    </message>
    <message>
        <source>It also locks when the screen is locked.</source>
        <translation>También se bloquea al bloquear la pantalla.</translation>
    </message>
    <message>
        <source>It is noticed by the clock when the computer wakes.</source>
        <translation>Se nota por el reloj cuando el equipo se reactiva.</translation>
    </message>
    <message>
        <source>It opens only with this computer&apos;s keyring and the portal.</source>
        <translation>Solo se abre con el llavero de este equipo y el portal.</translation>
    </message>
    <message>
        <source>It opens only with your passphrase and the portal.</source>
        <translation>Solo se abre con su frase de acceso y el portal.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloqueo</translation>
    </message>
    <message>
        <source>Lock the console too: Ctrl+L.</source>
        <translation>Bloquee también la consola: Ctrl+L.</translation>
    </message>
    <message>
        <source>Only the certificate authority of your practice is trusted.</source>
        <translation>Solo se confía en la autoridad de certificación de su consultorio.</translation>
    </message>
    <message>
        <source>Other users of this computer can not read the files.</source>
        <translation>Otros usuarios de este equipo no pueden leer los archivos.</translation>
    </message>
    <message>
        <source>Other users of this computer can read the encrypted files.</source>
        <translation>Otros usuarios de este equipo pueden leer los archivos cifrados.</translation>
    </message>
    <message>
        <source>Screenshots and shared screens show all that you see.</source>
        <translation>Las capturas y pantallas compartidas muestran todo lo que usted ve.</translation>
    </message>
    <message>
        <source>The certificate authorities of the system are trusted.</source>
        <translation>Se confía en las autoridades de certificación del sistema.</translation>
    </message>
    <message>
        <source>The copy for review without the portal opens with its passphrase alone.</source>
        <translation>La copia para revisar sin el portal se abre solo con su frase de acceso.</translation>
    </message>
    <message>
        <source>The line is encrypted (TLS 1.2 or newer).</source>
        <translation>La conexión está cifrada (TLS 1.2 o posterior).</translation>
    </message>
    <message>
        <source>The line is not encrypted: the portal is on this computer.</source>
        <translation>La conexión no está cifrada: el portal está en este equipo.</translation>
    </message>
    <message>
        <source>The line to the portal</source>
        <translation>La conexión con el portal</translation>
    </message>
    <message>
        <source>The running program</source>
        <translation>El programa en marcha</translation>
    </message>
    <message>
        <source>The system does not tell when the computer sleeps.</source>
        <translation>El sistema no avisa cuando el equipo se suspende.</translation>
    </message>
    <message>
        <source>The system does not tell when the screen is locked.</source>
        <translation>El sistema no avisa cuando se bloquea la pantalla.</translation>
    </message>
    <message>
        <source>The window locks after {time} without a key or a click.</source>
        <translation>La ventana se bloquea tras {time} sin teclas ni clics.</translation>
    </message>
    <message>
        <source>Then no patient data is left in its memory. Ctrl+Shift+L does it at once.</source>
        <translation>Así no quedan datos de pacientes en la memoria. Ctrl+Mayús+L lo hace ya.</translation>
    </message>
    <message>
        <source>There is no keyring here that the console trusts.</source>
        <translation>Aquí no hay un llavero en que confíe la consola.</translation>
    </message>
    <message>
        <source>This system offers no such thing.</source>
        <translation>Este sistema no lo ofrece.</translation>
    </message>
    <message>
        <source>What is kept on this computer</source>
        <translation>Lo que se guarda en este equipo</translation>
    </message>
    <message>
        <source>Your other programs can not read its memory.</source>
        <translation>Sus otros programas no pueden leer su memoria.</translation>
    </message>
    <message>
        <source>Your other programs can read its memory.</source>
        <translation>Sus otros programas pueden leer su memoria.</translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message>
        <source>Security status</source>
        <translation>Estado de seguridad</translation>
    </message>
</context>
<context>
    <name>SecurityStatus</name>
    <message numerus="yes">
        <source>%n point(s) to know; all else is in place.</source>
        <translation>
            <numerusform>%n punto que conviene saber; lo demás está en orden.</numerusform>
            <numerusform>%n puntos que conviene saber; lo demás está en orden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All that this computer offers is in place.</source>
        <translation>Todo lo que ofrece este equipo está en orden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>In place</source>
        <translation>En orden</translation>
    </message>
    <message>
        <source>Security status</source>
        <translation>Estado de seguridad</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Conviene saber</translation>
    </message>
</context>
<context>
    <name>Sensitive</name>
    <message>
        <source>HIV</source>
        <translation>VIH</translation>
    </message>
    <message>
        <source>abuse</source>
        <translation>abuso o maltrato</translation>
    </message>
    <message>
        <source>genetic</source>
        <translation>genética</translation>
    </message>
    <message>
        <source>malignancy</source>
        <translation>tumor maligno</translation>
    </message>
    <message>
        <source>mental health</source>
        <translation>salud mental</translation>
    </message>
    <message>
        <source>pregnancy</source>
        <translation>embarazo</translation>
    </message>
    <message>
        <source>reproductive health</source>
        <translation>salud reproductiva</translation>
    </message>
    <message>
        <source>sexual health</source>
        <translation>salud sexual</translation>
    </message>
    <message>
        <source>substance use</source>
        <translation>consumo de sustancias</translation>
    </message>
</context>
<context>
    <name>SentPerson</name>
    <message>
        <source>Also called</source>
        <translation>También se llama</translation>
    </message>
    <message>
        <source>Numbers sent</source>
        <translation>Números enviados</translation>
    </message>
    <message>
        <source>Other phones</source>
        <translation>Otros teléfonos</translation>
    </message>
    <message>
        <source>Record number</source>
        <translation>Número de expediente</translation>
    </message>
    <message>
        <source>Social Security number ending in {end}</source>
        <translation>Número de Seguro Social terminado en {end}</translation>
    </message>
    <message>
        <source>account number</source>
        <translation>número de cuenta</translation>
    </message>
    <message>
        <source>driver&apos;s license</source>
        <translation>licencia de conducir</translation>
    </message>
    <message>
        <source>number of the sender</source>
        <translation>número del remitente</translation>
    </message>
    <message>
        <source>record number</source>
        <translation>número de expediente</translation>
    </message>
</context>
<context>
    <name>SentReport</name>
    <message>
        <source>A report without a title</source>
        <translation>Informe sin título</translation>
    </message>
    <message>
        <source>All versions that came</source>
        <translation>Todas las versiones recibidas</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Adjunto</translation>
    </message>
    <message>
        <source>Show the message</source>
        <translation>Mostrar el mensaje</translation>
    </message>
    <message>
        <source>Status not given</source>
        <translation>Sin estado indicado</translation>
    </message>
    <message>
        <source>came {when}</source>
        <translation>recibido {when}</translation>
    </message>
    <message>
        <source>reported {when}</source>
        <translation>informado {when}</translation>
    </message>
    <message>
        <source>taken {when}</source>
        <translation>tomado {when}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation>Portal Console</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Acknowledge: I have read it</source>
        <translation>Enterado: lo he leído</translation>
    </message>
    <message>
        <source>Approve, book or release</source>
        <translation>Aprobar, reservar o publicar</translation>
    </message>
    <message>
        <source>Ask back, offer, or put on hold</source>
        <translation>Preguntar, ofrecer o retener</translation>
    </message>
    <message>
        <source>Claim, or give back</source>
        <translation>Tomar, o soltar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close without doing it</source>
        <translation>Cerrar sin hacerlo</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Deny or decline</source>
        <translation>Denegar o rechazar</translation>
    </message>
    <message>
        <source>Dialogs</source>
        <translation>Diálogos</translation>
    </message>
    <message>
        <source>Do what the button says</source>
        <translation>Hacer lo que dice el botón</translation>
    </message>
    <message>
        <source>Every command by its name</source>
        <translation>Todas las órdenes por su nombre</translation>
    </message>
    <message>
        <source>From the first to the last queue</source>
        <translation>De la primera a la última cola</translation>
    </message>
    <message>
        <source>Give the item to a colleague</source>
        <translation>Asignar el elemento a un colega</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Go into the item</source>
        <translation>Entrar en el elemento</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Let it wait, or go on with it</source>
        <translation>Dejarlo en espera, o continuar</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Lock and sign in again</source>
        <translation>Bloquear e iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>Mark the row, to decide several at once</source>
        <translation>Marcar la fila, para decidir varias a la vez</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Requieren atención</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>Elemento siguiente</translation>
    </message>
    <message>
        <source>Previous item</source>
        <translation>Elemento anterior</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Results intake</source>
        <translation>Entrada de resultados</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation>Mostrar el elemento</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>Mostrar estas teclas</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Deshacer la última decisión</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Write a note for colleagues</source>
        <translation>Escribir una nota para los colegas</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Checking the code…</source>
        <translation>Comprobando el código…</translation>
    </message>
    <message>
        <source>Opening what is kept on this computer…</source>
        <translation>Abriendo lo que se guarda en este equipo…</translation>
    </message>
    <message>
        <source>Removing what is kept here…</source>
        <translation>Eliminando lo que se guarda aquí…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in · Portal Console</source>
        <translation>Iniciar sesión · Portal Console</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <source>Trying to reach the portal…</source>
        <translation>Intentando contactar con el portal…</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation>Portal Console</translation>
    </message>
</context>
<context>
    <name>SlotList</name>
    <message>
        <source>Times of the week</source>
        <translation>Horarios de la semana</translation>
    </message>
</context>
<context>
    <name>SlotPicker</name>
    <message>
        <source>Three times at most can be offered. Let go of one first.</source>
        <translation>Se pueden ofrecer como máximo tres horarios. Quite uno primero.</translation>
    </message>
    <message>
        <source>{time} is not free any more. Choose another time.</source>
        <translation>{time} ya no está libre. Elija otro horario.</translation>
    </message>
</context>
<context>
    <name>SlotWords</name>
    <message>
        <source>The clocks change on {day}.</source>
        <translation>El {day} cambia la hora.</translation>
    </message>
    <message>
        <source>another visit of this patient</source>
        <translation>otra cita de este paciente</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>lo pedido</translation>
    </message>
    <message>
        <source>away</source>
        <translation>ausente</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>reservado</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>elegido</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>cerrado</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libre</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>se deja</translation>
    </message>
    <message>
        <source>held</source>
        <translation>apartado</translation>
    </message>
    <message>
        <source>held for another request</source>
        <translation>apartado para otra solicitud</translation>
    </message>
    <message>
        <source>meant for another kind of visit</source>
        <translation>reservado para otro tipo de cita</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>offered to this patient</source>
        <translation>ofrecido a este paciente</translation>
    </message>
    <message>
        <source>over</source>
        <translation>pasado</translation>
    </message>
    <message>
        <source>own visit</source>
        <translation>cita propia</translation>
    </message>
    <message>
        <source>practice closed</source>
        <translation>consultorio cerrado</translation>
    </message>
    <message>
        <source>taken by the chosen visit</source>
        <translation>ocupado por la cita elegida</translation>
    </message>
    <message>
        <source>the visit as it is booked now</source>
        <translation>la cita tal como está reservada ahora</translation>
    </message>
    <message>
        <source>the visit that is given up</source>
        <translation>la cita que se deja</translation>
    </message>
    <message>
        <source>{time} where you are</source>
        <translation>{time} donde usted está</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>No laboratory is connected yet</source>
        <translation>Aún no hay ningún laboratorio conectado</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Whoever runs your portal gives each laboratory an access of its own, with the command “portal-server client add”. The laboratory then sends over a line (MLLP), over the internet, or into a watched folder. What comes is shown here at once.</source>
        <translation>Quien administra su portal da a cada laboratorio un acceso propio, con la orden «portal-server client add». Después el laboratorio envía por una línea (MLLP), por internet o a una carpeta vigilada. Lo que llega se muestra aquí enseguida.</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>A parent or guardian, or who holds a power</source>
        <translation>Padre, madre o tutor, o quien tiene un poder</translation>
    </message>
    <message>
        <source>On what ground</source>
        <translation>Con qué fundamento</translation>
    </message>
    <message>
        <source>The patient</source>
        <translation>El paciente</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>¿Quién es?</translation>
    </message>
</context>
<context>
    <name>StatementActs</name>
    <message>
        <source>Enter by hand…</source>
        <translation>Asignar a mano…</translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation>Excluir este archivo</translation>
    </message>
</context>
<context>
    <name>StatementBatches</name>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Iniciado</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrado</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En cuarentena</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicados</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listos</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazados</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>StatementFacts</name>
    <message>
        <source>A payment of it is on its way.</source>
        <translation>Tiene un pago en curso.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Nacimiento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Vence</translation>
    </message>
    <message>
        <source>Found on the page</source>
        <translation>Hallado en la página</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Matched by</source>
        <translation>Asignado por</translation>
    </message>
    <message>
        <source>Not compared: {signals}</source>
        <translation>Sin comparar: {signals}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Paid so far</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Estado de cuenta</translation>
    </message>
    <message>
        <source>Supersedes</source>
        <translation>Reemplaza a</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no se halló</translation>
    </message>
    <message>
        <source>the statement of {day}, {amount}</source>
        <translation>el estado de cuenta del {day}, {amount}</translation>
    </message>
    <message numerus="yes">
        <source>{file} · %n page(s)</source>
        <translation>
            <numerusform>{file} · %n página</numerusform>
            <numerusform>{file} · %n páginas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementPage</name>
    <message>
        <source>A refused file is not opened: it could do harm.</source>
        <translation>Un archivo rechazado no se abre: podría hacer daño.</translation>
    </message>
    <message>
        <source>Choose a file to see its page beside the account.</source>
        <translation>Elija un archivo para ver su página junto a la cuenta.</translation>
    </message>
    <message>
        <source>The page is being fetched.</source>
        <translation>Se está obteniendo la página.</translation>
    </message>
    <message>
        <source>The portal can not be reached.</source>
        <translation>No se puede contactar con el portal.</translation>
    </message>
    <message>
        <source>This file was changed meanwhile. Look at it again.</source>
        <translation>Este archivo cambió entretanto. Mírelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>StatementProblems</name>
    <message>
        <source>A colleague has changed it meanwhile; this is how it is now.</source>
        <translation>Entretanto lo cambió un colega; así está ahora.</translation>
    </message>
    <message>
        <source>A colleague has changed it since you looked.</source>
        <translation>Un colega lo cambió desde que usted lo vio.</translation>
    </message>
    <message>
        <source>Enter the amount due.</source>
        <translation>Escriba el monto por pagar.</translation>
    </message>
    <message>
        <source>Enter the date of the statement.</source>
        <translation>Escriba la fecha del estado de cuenta.</translation>
    </message>
    <message>
        <source>It belongs to another batch.</source>
        <translation>Es de otro lote.</translation>
    </message>
    <message>
        <source>It has been published meanwhile; it can only be voided.</source>
        <translation>Entretanto se ha publicado; solo se puede anular.</translation>
    </message>
    <message>
        <source>It is dated before the published one, which would stay payable. Void that one first.</source>
        <translation>Su fecha es anterior a la del publicado, que se podría seguir pagando. Anule ese antes.</translation>
    </message>
    <message>
        <source>It is in quarantine: nobody has confirmed whose it is.</source>
        <translation>Está en cuarentena: nadie ha confirmado de quién es.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Ya no está.</translation>
    </message>
    <message>
        <source>It is not published, or void already.</source>
        <translation>No está publicado, o ya está anulado.</translation>
    </message>
    <message>
        <source>It is void already.</source>
        <translation>Ya está anulado.</translation>
    </message>
    <message>
        <source>It may have been done all the same: look how it is now before you do it again.</source>
        <translation>Puede que se haya hecho de todos modos: mire cómo está antes de repetirlo.</translation>
    </message>
    <message>
        <source>No account of this practice has this number. Compare it with the page, letter by letter.</source>
        <translation>Ninguna cuenta de este consultorio tiene este número. Compárelo con la página, letra por letra.</translation>
    </message>
    <message>
        <source>Nobody has said yet whether it replaces the one of the same period.</source>
        <translation>Nadie ha dicho aún si reemplaza al del mismo período.</translation>
    </message>
    <message>
        <source>Nobody of this account is called so. Compare the name and the number with the page.</source>
        <translation>Nadie de esta cuenta se llama así. Compare el nombre y el número con la página.</translation>
    </message>
    <message>
        <source>Nobody of this account was born on that day. Compare it and the number with the page.</source>
        <translation>Nadie de esta cuenta nació ese día. Compare la fecha y el número con la página.</translation>
    </message>
    <message>
        <source>Nothing was sent or changed.</source>
        <translation>No se envió ni se cambió nada.</translation>
    </message>
    <message>
        <source>Only what is ready or in quarantine can be matched by hand.</source>
        <translation>Solo se puede asignar a mano lo que está listo o en cuarentena.</translation>
    </message>
    <message>
        <source>Patients can not pay in this practice&apos;s portal.</source>
        <translation>En el portal de este consultorio los pacientes no pueden pagar.</translation>
    </message>
    <message>
        <source>Somebody has answered it already.</source>
        <translation>Alguien ya lo ha contestado.</translation>
    </message>
    <message>
        <source>Somebody has left it out.</source>
        <translation>Alguien lo ha excluido.</translation>
    </message>
    <message>
        <source>Something in it does not fit; look at what you entered.</source>
        <translation>Algo no encaja; revise lo que escribió.</translation>
    </message>
    <message>
        <source>Something is left in the batch: publish it or leave it out first.</source>
        <translation>Queda algo en el lote: publíquelo o exclúyalo antes.</translation>
    </message>
    <message>
        <source>That is more than is left to be paid.</source>
        <translation>Es más de lo que queda por pagar.</translation>
    </message>
    <message>
        <source>The batch is changing just now. Publish it once its files are here.</source>
        <translation>El lote está cambiando en este momento. Publíquelo cuando sus archivos estén aquí.</translation>
    </message>
    <message>
        <source>The batch is closed; begin another one.</source>
        <translation>El lote está cerrado; inicie otro.</translation>
    </message>
    <message>
        <source>The batch is not what its manifest says any more. Look at the totals and publish again.</source>
        <translation>El lote ya no es lo que dice su manifiesto. Mire los totales y publique de nuevo.</translation>
    </message>
    <message>
        <source>The file is larger than the portal takes.</source>
        <translation>El archivo es más grande de lo que admite el portal.</translation>
    </message>
    <message>
        <source>The file prints another account&apos;s number as its own, so it can not go to this account.</source>
        <translation>El archivo lleva impreso como propio el número de otra cuenta, así que no puede ir a esta.</translation>
    </message>
    <message>
        <source>The file was refused and can not become a statement.</source>
        <translation>El archivo se rechazó y no puede ser un estado de cuenta.</translation>
    </message>
    <message>
        <source>The manifest names another account for this file.</source>
        <translation>El manifiesto indica otra cuenta para este archivo.</translation>
    </message>
    <message>
        <source>The portal can not read this. Compare it with the page.</source>
        <translation>El portal no puede leerlo. Compárelo con la página.</translation>
    </message>
    <message>
        <source>The portal did not take this.</source>
        <translation>El portal no lo aceptó.</translation>
    </message>
    <message>
        <source>The portal has left it out.</source>
        <translation>El portal lo ha excluido.</translation>
    </message>
    <message>
        <source>The same file was published before.</source>
        <translation>El mismo archivo ya se publicó antes.</translation>
    </message>
    <message>
        <source>This does not agree with the account. Compare it with the page, or choose another identifier.</source>
        <translation>Esto no coincide con la cuenta. Compárelo con la página o elija otro identificador.</translation>
    </message>
    <message>
        <source>This is no longer there, or not for you.</source>
        <translation>Esto ya no está, o no es para usted.</translation>
    </message>
    <message>
        <source>This is not the amount that the account is known to owe. Choose another identifier.</source>
        <translation>Este no es el monto que consta como saldo de la cuenta. Elija otro identificador.</translation>
    </message>
    <message>
        <source>Too many payments were declined; it can be paid again in an hour.</source>
        <translation>Se rechazaron demasiados pagos; se podrá pagar de nuevo en una hora.</translation>
    </message>
</context>
<context>
    <name>StatementReasons</name>
    <message>
        <source>A form to fill in</source>
        <translation>Formulario para rellenar</translation>
    </message>
    <message>
        <source>A page is larger than a poster: export the statement for paper and add that.</source>
        <translation>Una página es más grande que un cartel: exporte el estado de cuenta en tamaño de papel y agréguelo.</translation>
    </message>
    <message>
        <source>A program in the file</source>
        <translation>Un programa en el archivo</translation>
    </message>
    <message>
        <source>A scan without text</source>
        <translation>Escaneo sin texto</translation>
    </message>
    <message>
        <source>A second number on the page is another account&apos;s, perhaps by chance: look at both and enter the account by hand.</source>
        <translation>Un segundo número de la página es de otra cuenta, quizá por casualidad: mire ambos y asigne la cuenta a mano.</translation>
    </message>
    <message>
        <source>Account not known</source>
        <translation>Cuenta desconocida</translation>
    </message>
    <message>
        <source>Amount differs</source>
        <translation>Monto distinto</translation>
    </message>
    <message>
        <source>Another file attached</source>
        <translation>Otro archivo adjunto</translation>
    </message>
    <message>
        <source>Another file is attached to this PDF: save it without attachments and add that.</source>
        <translation>Este PDF lleva otro archivo adjunto: guárdelo sin adjuntos y agréguelo.</translation>
    </message>
    <message>
        <source>Birth date differs</source>
        <translation>Nacimiento distinto</translation>
    </message>
    <message>
        <source>Damaged file</source>
        <translation>Archivo dañado</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Archivo demasiado grande</translation>
    </message>
    <message>
        <source>Manifest names another account</source>
        <translation>Otra cuenta en el manifiesto</translation>
    </message>
    <message>
        <source>Name differs</source>
        <translation>Nombre distinto</translation>
    </message>
    <message>
        <source>No account number found</source>
        <translation>Sin número de cuenta</translation>
    </message>
    <message>
        <source>No account number of this practice stands on the pages: look for it and enter it by hand.</source>
        <translation>En las páginas no hay ningún número de cuenta de este consultorio: búsquelo y escríbalo a mano.</translation>
    </message>
    <message>
        <source>No amount found</source>
        <translation>Sin monto</translation>
    </message>
    <message>
        <source>No date found</source>
        <translation>Sin fecha</translation>
    </message>
    <message>
        <source>No pages</source>
        <translation>Sin páginas</translation>
    </message>
    <message>
        <source>Not a PDF</source>
        <translation>No es un PDF</translation>
    </message>
    <message>
        <source>Not in the manifest</source>
        <translation>No está en el manifiesto</translation>
    </message>
    <message>
        <source>Number of pages differs</source>
        <translation>Otro número de páginas</translation>
    </message>
    <message>
        <source>Only the number agrees</source>
        <translation>Solo coincide el número</translation>
    </message>
    <message>
        <source>Page too large</source>
        <translation>Página demasiado grande</translation>
    </message>
    <message>
        <source>Protected by a password</source>
        <translation>Protegido con contraseña</translation>
    </message>
    <message>
        <source>Second account number</source>
        <translation>Dos números de cuenta</translation>
    </message>
    <message>
        <source>Several accounts in one file</source>
        <translation>Varias cuentas juntas</translation>
    </message>
    <message>
        <source>Something else is hidden before or behind the PDF: export the statement again and add that.</source>
        <translation>Hay algo oculto delante o detrás del PDF: exporte de nuevo el estado de cuenta y agréguelo.</translation>
    </message>
    <message>
        <source>Something hidden in the file</source>
        <translation>Algo oculto en el archivo</translation>
    </message>
    <message>
        <source>Statements of several accounts are in this one file, and each would see the others&apos;: export a file for each account.</source>
        <translation>En este archivo hay estados de cuenta de varias cuentas, y cada una vería los de las otras: exporte un archivo por cuenta.</translation>
    </message>
    <message>
        <source>Takes too long to read</source>
        <translation>Tarda demasiado en leerse</translation>
    </message>
    <message>
        <source>The account number on the page is not known here: have the account sent by the billing program, or enter the right number by hand.</source>
        <translation>El número de cuenta de la página no se conoce aquí: haga que el programa de facturación envíe la cuenta, o escriba a mano el número correcto.</translation>
    </message>
    <message>
        <source>The account number was found, but neither a name, a birth date nor an amount that goes with it: compare the page with the account and enter it by hand.</source>
        <translation>Se halló el número de cuenta, pero ningún nombre, fecha de nacimiento ni monto que concuerde: compare la página con la cuenta y asígnela a mano.</translation>
    </message>
    <message>
        <source>The amount due was not found on the pages: read it there and enter it by hand.</source>
        <translation>En las páginas no se halló el monto por pagar: léalo allí y escríbalo a mano.</translation>
    </message>
    <message>
        <source>The amount on the page is not the one expected: find out which is right, then enter it by hand or leave the file out.</source>
        <translation>El monto de la página no es el esperado: averigüe cuál es el correcto y escríbalo a mano, o excluya el archivo.</translation>
    </message>
    <message>
        <source>The birth date on the page is nobody&apos;s of this account: make sure that the account is the right one before you enter it by hand.</source>
        <translation>La fecha de nacimiento de la página no es de nadie de esta cuenta: asegúrese de que la cuenta es la correcta antes de asignarla a mano.</translation>
    </message>
    <message>
        <source>The date of the statement was not found on the pages: read it there and enter it by hand.</source>
        <translation>En las páginas no se halló la fecha del estado de cuenta: léala allí y escríbala a mano.</translation>
    </message>
    <message>
        <source>The file has more than 50 pages, so it may be several statements in one: export each statement as a file of its own.</source>
        <translation>El archivo tiene más de 50 páginas, así que puede ser varios estados de cuenta en uno: exporte cada uno en su propio archivo.</translation>
    </message>
    <message>
        <source>The file has no pages: export the statement again and add that.</source>
        <translation>El archivo no tiene páginas: exporte de nuevo el estado de cuenta y agréguelo.</translation>
    </message>
    <message>
        <source>The file has not as many pages as the manifest says: make sure that no page is missing or somebody else&apos;s.</source>
        <translation>El archivo no tiene tantas páginas como dice el manifiesto: asegúrese de que no falte ninguna ni sea de otra persona.</translation>
    </message>
    <message>
        <source>The file holds a program or starts one: print it to PDF and add that.</source>
        <translation>El archivo contiene un programa o inicia uno: imprímalo a PDF y agregue ese PDF.</translation>
    </message>
    <message>
        <source>The file is a form that can be filled in: print it to PDF and add that.</source>
        <translation>El archivo es un formulario para rellenar: imprímalo a PDF y agregue ese PDF.</translation>
    </message>
    <message>
        <source>The file is damaged: export it again from the billing program and add that.</source>
        <translation>El archivo está dañado: expórtelo de nuevo desde el programa de facturación y agréguelo.</translation>
    </message>
    <message>
        <source>The file is larger than 128 MB: export it with smaller pictures and add it again.</source>
        <translation>El archivo ocupa más de 128 MB: expórtelo con imágenes más pequeñas y agréguelo de nuevo.</translation>
    </message>
    <message>
        <source>The file is protected by a password: save it without one and add that.</source>
        <translation>El archivo está protegido con contraseña: guárdelo sin ella y agréguelo.</translation>
    </message>
    <message>
        <source>The file takes too long to read: export it with simpler pictures and add that.</source>
        <translation>El archivo tarda demasiado en leerse: expórtelo con imágenes más simples y agréguelo.</translation>
    </message>
    <message>
        <source>The manifest does not name this file: confirm the account by hand, or leave the file out.</source>
        <translation>El manifiesto no nombra este archivo: confirme la cuenta a mano o excluya el archivo.</translation>
    </message>
    <message>
        <source>The manifest names another account than the page: find out which is right before anything is sent.</source>
        <translation>El manifiesto indica otra cuenta que la página: averigüe cuál es la correcta antes de enviar nada.</translation>
    </message>
    <message>
        <source>The name on the page is nobody&apos;s of this account: make sure that the account is the right one before you enter it by hand.</source>
        <translation>El nombre de la página no es de nadie de esta cuenta: asegúrese de que la cuenta es la correcta antes de asignarla a mano.</translation>
    </message>
    <message>
        <source>The page is a picture, and nothing on it could be read: look at it and enter the account by hand.</source>
        <translation>La página es una imagen y no se pudo leer nada en ella: mírela y asigne la cuenta a mano.</translation>
    </message>
    <message>
        <source>The portal has left this file out ({code}). Ask your support.</source>
        <translation>El portal ha excluido este archivo ({code}). Pregunte a su soporte.</translation>
    </message>
    <message>
        <source>This is not a PDF, whatever its name says: export the statement as PDF and add that.</source>
        <translation>Esto no es un PDF, diga lo que diga su nombre: exporte el estado de cuenta como PDF y agréguelo.</translation>
    </message>
    <message>
        <source>Too many pages</source>
        <translation>Demasiadas páginas</translation>
    </message>
</context>
<context>
    <name>StatementReport</name>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>Responsable del pago</translation>
    </message>
    <message>
        <source>Nobody was told: {reason}</source>
        <translation>No se avisó a nadie: {reason}</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Page {number} of {total}</source>
        <translation>Página {number} de {total}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Published at</source>
        <translation>Publicado el</translation>
    </message>
    <message>
        <source>Statements: {batch}. {count} published, {sum}.</source>
        <translation>Estados de cuenta: {batch}. Publicados: {count}, {sum}.</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Why on paper</source>
        <translation>Motivo del papel</translation>
    </message>
</context>
<context>
    <name>StatementRequest</name>
    <message numerus="yes">
        <source>%n statement request(s)</source>
        <translation>
            <numerusform>%n consulta de pago</numerusform>
            <numerusform>%n consultas de pago</numerusform>
        </translation>
    </message>
    <message>
        <source>A question about a statement</source>
        <translation>Una pregunta sobre un estado de cuenta</translation>
    </message>
    <message>
        <source>About an overdue statement</source>
        <translation>Sobre un estado de cuenta vencido</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Contestada</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Contestar…</translation>
    </message>
    <message>
        <source>Asks about a statement</source>
        <translation>Pregunta por un estado de cuenta</translation>
    </message>
    <message>
        <source>Book the payment on the account, or give it back. The patient has paid.</source>
        <translation>Registre el pago en la cuenta o devuélvalo. El paciente ha pagado.</translation>
    </message>
    <message>
        <source>Compare it with your books. If it is wrong, void it and publish another one.</source>
        <translation>Compárelo con su contabilidad. Si es incorrecto, anúlelo y publique otro.</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Decline…</source>
        <translation>Rechazar…</translation>
    </message>
    <message>
        <source>If a newer statement can be paid, say so; if not, say when one will come.</source>
        <translation>Si se puede pagar uno más reciente, dígalo; si no, diga cuándo llegará.</translation>
    </message>
    <message>
        <source>Money came for a statement that was not to be paid any more</source>
        <translation>Llegó dinero para un estado de cuenta que ya no se debía pagar</translation>
    </message>
    <message>
        <source>Nobody asks about a statement.</source>
        <translation>No hay consultas sobre estados de cuenta.</translation>
    </message>
    <message>
        <source>Nothing is sent to {who}, who reads the reason you choose.</source>
        <translation>No se envía nada a {who}, que lee el motivo que usted elija.</translation>
    </message>
    <message>
        <source>See how the guarantor was told, and send the notice again.</source>
        <translation>Vea cómo se avisó al responsable del pago y reenvíe el aviso.</translation>
    </message>
    <message>
        <source>See whether it is being paid; if not, send the notice again.</source>
        <translation>Vea si hay un pago en curso; si no, reenvíe el aviso.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Reenviar</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Reenvío</translation>
    </message>
    <message>
        <source>Statement requests</source>
        <translation>Consultas de pago</translation>
    </message>
    <message>
        <source>The amount looks wrong</source>
        <translation>El monto parece incorrecto</translation>
    </message>
    <message>
        <source>The guarantor of {who} is told once more of the statement that can be paid; that answers the request.</source>
        <translation>Se avisa de nuevo al responsable del pago de {who} sobre el estado de cuenta que se puede pagar; con eso queda contestada la consulta.</translation>
    </message>
    <message>
        <source>The statement never came</source>
        <translation>El estado de cuenta nunca llegó</translation>
    </message>
    <message>
        <source>Wants a new statement: this one can not be paid</source>
        <translation>Quiere un estado de cuenta nuevo: este no se puede pagar</translation>
    </message>
    <message>
        <source>{who} reads your words in the portal, and is told by e-mail.</source>
        <translation>{who} lee su texto en el portal y recibe aviso por correo electrónico.</translation>
    </message>
</context>
<context>
    <name>StatementRequestBody</name>
    <message>
        <source>Account number</source>
        <translation>Número de cuenta</translation>
    </message>
    <message>
        <source>As it is with the portal now.</source>
        <translation>Como está ahora en el portal.</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Being paid</source>
        <translation>Pago en curso</translation>
    </message>
    <message>
        <source>Billing account…</source>
        <translation>Cuenta de facturación…</translation>
    </message>
    <message>
        <source>Do not send it again.</source>
        <translation>No lo reenvíe.</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>Responsable del pago</translation>
    </message>
    <message>
        <source>Is told</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>It is the one that can be paid: {amount} are open</source>
        <translation>Es el que se puede pagar: quedan {amount}</translation>
    </message>
    <message>
        <source>No statement of this account can be paid now.</source>
        <translation>Ahora no se puede pagar ningún estado de cuenta de esta cuenta.</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pacientes</translation>
    </message>
    <message>
        <source>Payable now is another one: {name}, {amount}</source>
        <translation>Ahora se puede pagar otro: {name}, {amount}</translation>
    </message>
    <message>
        <source>Show the PDF</source>
        <translation>Mostrar el PDF</translation>
    </message>
    <message>
        <source>The account</source>
        <translation>La cuenta</translation>
    </message>
    <message>
        <source>The patient wrote</source>
        <translation>El paciente escribió</translation>
    </message>
    <message>
        <source>The statement asked about</source>
        <translation>El estado de cuenta en cuestión</translation>
    </message>
    <message>
        <source>This is how it was when the patient asked. {why}</source>
        <translation>Así estaba cuando el paciente preguntó. {why}</translation>
    </message>
    <message>
        <source>Your answer will point to it.</source>
        <translation>Su respuesta remitirá a él.</translation>
    </message>
</context>
<context>
    <name>StatementRows</name>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>Responsable del pago</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>StatementWork</name>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>Statements</name>
    <message>
        <source>Account number</source>
        <translation>Número de cuenta</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>By e-mail, and in the portal</source>
        <translation>Por correo y en el portal</translation>
    </message>
    <message>
        <source>E-mail came back</source>
        <translation>Correo devuelto</translation>
    </message>
    <message>
        <source>E-mail failed</source>
        <translation>Falló el correo</translation>
    </message>
    <message>
        <source>E-mail on its way</source>
        <translation>Correo en camino</translation>
    </message>
    <message>
        <source>E-mail sent</source>
        <translation>Correo enviado</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En cuarentena</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Excluido</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>En papel</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Past due</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Published, payable</source>
        <translation>Publicado, por pagar</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Replaces an older one?</source>
        <translation>¿Reemplaza a otro?</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Suma</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Reemplazado</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>mail to the guarantor has come back</source>
        <translation>el correo al responsable del pago fue devuelto</translation>
    </message>
    <message>
        <source>patients read no statements in the portal</source>
        <translation>los pacientes no leen estados de cuenta en el portal</translation>
    </message>
    <message>
        <source>the e-mail address is not confirmed</source>
        <translation>la dirección de correo está sin confirmar</translation>
    </message>
    <message>
        <source>the guarantor has died</source>
        <translation>el responsable del pago ha fallecido</translation>
    </message>
    <message>
        <source>the guarantor has no chart here</source>
        <translation>el responsable del pago no tiene expediente aquí</translation>
    </message>
    <message>
        <source>the guarantor has no portal account</source>
        <translation>el responsable del pago no tiene cuenta en el portal</translation>
    </message>
    <message>
        <source>the guarantor is a minor</source>
        <translation>el responsable del pago es menor de edad</translation>
    </message>
    <message>
        <source>the guarantor wants statements on paper</source>
        <translation>el responsable del pago quiere los estados de cuenta en papel</translation>
    </message>
    <message>
        <source>the guarantor&apos;s chart is restricted</source>
        <translation>el expediente del responsable del pago está restringido</translation>
    </message>
    <message>
        <source>the portal account has no e-mail address</source>
        <translation>la cuenta del portal no tiene dirección de correo</translation>
    </message>
    <message>
        <source>the portal account is locked</source>
        <translation>la cuenta del portal está bloqueada</translation>
    </message>
</context>
<context>
    <name>StatementsView</name>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Estados de cuenta</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tablas (*.csv)</translation>
    </message>
    <message>
        <source>The manifest of the batch</source>
        <translation>El manifiesto del lote</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Answered</source>
        <translation>Contestada</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Asked back</source>
        <translation>Consultada</translation>
    </message>
    <message>
        <source>Being read again</source>
        <translation>En nueva lectura</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Reservada</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Corrected since</source>
        <translation>Corregido después</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicada</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>Has been read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Vinculado</translation>
    </message>
    <message>
        <source>Not a result</source>
        <translation>No es un resultado</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>No hace falta</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>No es nuestro</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Ofrecida</translation>
    </message>
    <message>
        <source>Old copy</source>
        <translation>Copia antigua</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Retenido</translation>
    </message>
    <message>
        <source>On the wait list</source>
        <translation>En lista de espera</translation>
    </message>
    <message>
        <source>Out, not reviewed</source>
        <translation>Publicado sin revisar</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Enviando</translation>
    </message>
    <message>
        <source>Taken back by the laboratory</source>
        <translation>Retirado por el laboratorio</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Por hacer</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visita</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Desistida</translation>
    </message>
</context>
<context>
    <name>StepUpDialog</name>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Confirm that it is you</source>
        <translation>Confirme que es usted</translation>
    </message>
    <message>
        <source>Enter your password or the code.</source>
        <translation>Escriba su contraseña o el código.</translation>
    </message>
    <message>
        <source>Password or code</source>
        <translation>Contraseña o código</translation>
    </message>
    <message>
        <source>The portal wants to be sure who is sitting here before it does this. Enter your password, or the code of your authenticator if you have one.</source>
        <translation>El portal quiere asegurarse de quién está aquí antes de hacerlo. Escriba su contraseña, o el código de su aplicación de autenticación si la usa.</translation>
    </message>
</context>
<context>
    <name>SupplyStrip</name>
    <message>
        <source>Supply</source>
        <translation>Suministro</translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n tarea</numerusform>
            <numerusform>%n tareas</numerusform>
        </translation>
    </message>
    <message>
        <source>A file that came with a result could not be accepted. Ask the laboratory for it on another way.</source>
        <translation>Un archivo que llegó con un resultado no se pudo aceptar. Pídalo al laboratorio por otra vía.</translation>
    </message>
    <message>
        <source>A laboratory&apos;s file is missing</source>
        <translation>Falta un archivo del laboratorio</translation>
    </message>
    <message>
        <source>Call the patient</source>
        <translation>Llamar al paciente</translation>
    </message>
    <message>
        <source>Call, say what the notice says, and note what was agreed.</source>
        <translation>Llame, diga lo que dice el aviso y anote lo acordado.</translation>
    </message>
    <message>
        <source>Care manager asked for</source>
        <translation>Piden un cuidador</translation>
    </message>
    <message>
        <source>Correct the chart</source>
        <translation>Corregir el expediente</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Done…</source>
        <translation>Hecha…</translation>
    </message>
    <message>
        <source>Find out what is wrong on the chart and have it put right.</source>
        <translation>Averigüe qué está mal en el expediente y haga que se corrija.</translation>
    </message>
    <message>
        <source>No tasks are waiting.</source>
        <translation>No hay tareas pendientes.</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>No hace falta</translation>
    </message>
    <message>
        <source>Not needed…</source>
        <translation>No hace falta…</translation>
    </message>
    <message>
        <source>Privacy incident</source>
        <translation>Incidente de privacidad</translation>
    </message>
    <message>
        <source>See both people or their papers, then make the link under the patient&apos;s care managers; or say why not.</source>
        <translation>Vea a ambas personas o sus documentos y cree el vínculo en los cuidadores del paciente; o diga por qué no.</translation>
    </message>
    <message>
        <source>Something was shown to the wrong person. Find out who saw it, tell whom the law demands, and note what was done (45 CFR 164.400).</source>
        <translation>Algo se mostró a la persona equivocada. Averigüe quién lo vio, avise a quien exige la ley y anote lo que se hizo (45 CFR 164.400).</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>The patient has seen an earlier version. Explain what has changed.</source>
        <translation>El paciente ha visto una versión anterior. Explique qué ha cambiado.</translation>
    </message>
    <message>
        <source>The task about {who} goes away undone; why stays in its history.</source>
        <translation>La tarea sobre {who} se cierra sin hacer; el motivo queda en su historial.</translation>
    </message>
    <message>
        <source>The task about {who} is done; what came of it stays in its history.</source>
        <translation>La tarea sobre {who} está hecha; su desenlace queda en su historial.</translation>
    </message>
    <message>
        <source>Write to the patient</source>
        <translation>Escribir al paciente</translation>
    </message>
</context>
<context>
    <name>TaskBody</name>
    <message>
        <source>A document</source>
        <translation>Un documento</translation>
    </message>
    <message>
        <source>A renewal</source>
        <translation>Una renovación</translation>
    </message>
    <message>
        <source>A result</source>
        <translation>Un resultado</translation>
    </message>
    <message>
        <source>An appointment request</source>
        <translation>Una solicitud de cita</translation>
    </message>
    <message>
        <source>An enrollment</source>
        <translation>Una inscripción</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Viene de</translation>
    </message>
    <message>
        <source>In their words</source>
        <translation>Con sus palabras</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Nadie todavía</translation>
    </message>
    <message>
        <source>Relationship</source>
        <translation>Parentesco</translation>
    </message>
    <message>
        <source>Seen by the wrong person</source>
        <translation>Vista por la persona equivocada</translation>
    </message>
    <message>
        <source>Somebody is to act for the patient</source>
        <translation>Que alguien actúe por el paciente</translation>
    </message>
    <message>
        <source>The patient wants to act for somebody</source>
        <translation>El paciente quiere actuar por alguien</translation>
    </message>
    <message>
        <source>The patient was told</source>
        <translation>Se avisó al paciente</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>Whom they name</source>
        <translation>A quién nombra</translation>
    </message>
    <message>
        <source>Wish</source>
        <translation>Deseo</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>English</source>
        <translation>Inglés</translation>
    </message>
    <message>
        <source>Put in a text that the practice keeps ready</source>
        <translation>Insertar un texto que el consultorio tiene preparado</translation>
    </message>
    <message>
        <source>Put in a text that the practice keeps ready (Alt+T)</source>
        <translation>Insertar un texto que el consultorio tiene preparado (Alt+T)</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Español</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Textos</translation>
    </message>
</context>
<context>
    <name>ThreeColumns</name>
    <message>
        <source>What it is now</source>
        <translation>Cómo está ahora</translation>
    </message>
    <message>
        <source>What you saw</source>
        <translation>Lo que usted vio</translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation>Su decisión</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>{label}: you saw {seen}, now {now}.</source>
        <translation>{label}: usted vio {seen}, ahora {now}.</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n horario</numerusform>
            <numerusform>%n horarios</numerusform>
        </translation>
    </message>
    <message>
        <source>A new chart</source>
        <translation>Un expediente nuevo</translation>
    </message>
    <message>
        <source>A visit</source>
        <translation>Una cita</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>Otro horario</translation>
    </message>
    <message>
        <source>As you saw it</source>
        <translation>Como usted lo vio</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>Preguntó otra vez</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Pedido por</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>Pide</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Came in</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Can be paid</source>
        <translation>Se puede pagar</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Changed: show the item to see it</source>
        <translation>Cambió: muestre el elemento para verlo</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Expediente</translation>
    </message>
    <message>
        <source>Charts that may fit</source>
        <translation>Expedientes posibles</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregido</translation>
    </message>
    <message>
        <source>Corrects an earlier one</source>
        <translation>Corrige uno anterior</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítico</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>Dosis</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Vence</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Given to</source>
        <translation>Asignado a</translation>
    </message>
    <message>
        <source>Goes out by itself</source>
        <translation>Sale por sí solo</translation>
    </message>
    <message>
        <source>In the name of</source>
        <translation>En nombre de</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Seguro</translation>
    </message>
    <message>
        <source>Kind of visit</source>
        <translation>Tipo de cita</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorio</translation>
    </message>
    <message>
        <source>Last filled</source>
        <translation>Último surtido</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Medicine</source>
        <translation>Medicamento</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Retenido</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation>Farmacia</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>Preliminar</translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation>Preparado por</translation>
    </message>
    <message>
        <source>Prescriber</source>
        <translation>Recetado por</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Refills</source>
        <translation>Resurtidos</translation>
    </message>
    <message>
        <source>Refills left</source>
        <translation>Resurtidos que quedan</translation>
    </message>
    <message>
        <source>Refills proposed</source>
        <translation>Resurtidos propuestos</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisado</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Remitente</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>Enviado como</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Sexo</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Otra cosa</translation>
    </message>
    <message>
        <source>Speaks against it</source>
        <translation>En contra</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Estado de cuenta</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado del informe</translation>
    </message>
    <message>
        <source>Stopped {day}</source>
        <translation>Suspendido el {day}</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>The patient reads</source>
        <translation>El paciente lee</translation>
    </message>
    <message>
        <source>The patient was told</source>
        <translation>Se avisó al paciente</translation>
    </message>
    <message>
        <source>The patient wrote</source>
        <translation>El paciente escribió</translation>
    </message>
    <message>
        <source>The visit</source>
        <translation>La cita</translation>
    </message>
    <message>
        <source>Times offered</source>
        <translation>Horarios ofrecidos</translation>
    </message>
    <message>
        <source>Times tried</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <source>To cancel the visit</source>
        <translation>Cancelar la cita</translation>
    </message>
    <message>
        <source>Told by phone</source>
        <translation>Avisado por teléfono</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgencia</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Visit asked for with it</source>
        <translation>Cita pedida a la vez</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Espera a</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Preferencia</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation>Por qué está aquí</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>un colega</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>una fecha</translation>
    </message>
    <message>
        <source>a laboratory test is due</source>
        <translation>falta un análisis de laboratorio</translation>
    </message>
    <message>
        <source>abnormal</source>
        <translation>anormal</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>por la tarde</translation>
    </message>
    <message>
        <source>an allergy</source>
        <translation>una alergia</translation>
    </message>
    <message>
        <source>asked for twice</source>
        <translation>pedida dos veces</translation>
    </message>
    <message>
        <source>controlled medicine</source>
        <translation>medicamento controlado</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>crítico</translation>
    </message>
    <message>
        <source>critically high</source>
        <translation>crítico alto</translation>
    </message>
    <message>
        <source>critically low</source>
        <translation>crítico bajo</translation>
    </message>
    <message>
        <source>deceased</source>
        <translation>fallecido</translation>
    </message>
    <message>
        <source>follow up</source>
        <translation>dar seguimiento</translation>
    </message>
    <message>
        <source>has an account</source>
        <translation>ya tiene cuenta</translation>
    </message>
    <message>
        <source>high</source>
        <translation>alto</translation>
    </message>
    <message>
        <source>low</source>
        <translation>bajo</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>por la mañana</translation>
    </message>
    <message>
        <source>no recent visit</source>
        <translation>sin visita reciente</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>refills are left</source>
        <translation>quedan resurtidos</translation>
    </message>
    <message>
        <source>the medicine was stopped</source>
        <translation>el medicamento se suspendió</translation>
    </message>
    <message>
        <source>the patient</source>
        <translation>el paciente</translation>
    </message>
    <message>
        <source>the patient has died</source>
        <translation>el paciente ha fallecido</translation>
    </message>
    <message>
        <source>too soon</source>
        <translation>demasiado pronto</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>hasta {day}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>All commands (Ctrl+K)</source>
        <translation>Todas las órdenes (Ctrl+K)</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>Enroll</source>
        <translation>Inscribir</translation>
    </message>
    <message>
        <source>Enroll a patient</source>
        <translation>Inscribir a un paciente</translation>
    </message>
    <message>
        <source>Enroll a patient (Ctrl+E)</source>
        <translation>Inscribir a un paciente (Ctrl+E)</translation>
    </message>
    <message>
        <source>How results come in from laboratories (Ctrl+I)</source>
        <translation>Cómo llegan los resultados de los laboratorios (Ctrl+I)</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>Teclas (?)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>Bloquear (Ctrl+L)</translation>
    </message>
    <message>
        <source>Practice: {name}</source>
        <translation>Consultorio: {name}</translation>
    </message>
    <message>
        <source>Results intake</source>
        <translation>Entrada de resultados</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Estados de cuenta</translation>
    </message>
    <message>
        <source>Upload and publish statements (Ctrl+B)</source>
        <translation>Subir y publicar estados de cuenta (Ctrl+B)</translation>
    </message>
    <message>
        <source>Who can sign in, and what stands in the way</source>
        <translation>Quién puede entrar y qué lo impide</translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <source>Course of {name}</source>
        <translation>Evolución de {name}</translation>
    </message>
    <message>
        <source>unknown day</source>
        <translation>día desconocido</translation>
    </message>
</context>
<context>
    <name>TrendDialog</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Course of a value</source>
        <translation>Evolución de un valor</translation>
    </message>
</context>
<context>
    <name>Unmatched</name>
    <message numerus="yes">
        <source>%n unmatched result(s)</source>
        <translation>
            <numerusform>%n resultado sin expediente</numerusform>
            <numerusform>%n resultados sin expediente</numerusform>
        </translation>
    </message>
    <message>
        <source>A result without a chart</source>
        <translation>Resultado sin expediente</translation>
    </message>
    <message>
        <source>Every result that came has found its chart.</source>
        <translation>Todos los resultados que llegaron encontraron su expediente.</translation>
    </message>
    <message>
        <source>Match to this chart</source>
        <translation>Vincular a este expediente</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Vinculado</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>No es nuestro</translation>
    </message>
    <message>
        <source>Not ours…</source>
        <translation>No es nuestro…</translation>
    </message>
    <message>
        <source>The result of {who} goes to the results of the chosen chart; nothing is shown to the patient before it is released.</source>
        <translation>El resultado de {who} pasa a los resultados del expediente elegido; al paciente no se le muestra nada antes de publicarlo.</translation>
    </message>
    <message>
        <source>The result of {who} reaches no chart. It stays stored as it came.</source>
        <translation>El resultado de {who} no llega a ningún expediente. Queda guardado tal como llegó.</translation>
    </message>
    <message>
        <source>Unmatched results</source>
        <translation>Sin expediente</translation>
    </message>
</context>
<context>
    <name>UnmatchedResultBody</name>
    <message>
        <source>As sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Choose the chart that it belongs to.</source>
        <translation>Elija el expediente al que pertenece.</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítico</translation>
    </message>
    <message>
        <source>Critical: {values}</source>
        <translation>Crítico: {values}</translation>
    </message>
    <message>
        <source>Find out at once whose it is; call the laboratory.</source>
        <translation>Averigüe de inmediato de quién es; llame al laboratorio.</translation>
    </message>
    <message>
        <source>From the other patient it is taken back at once.</source>
        <translation>Al otro paciente se le retira de inmediato.</translation>
    </message>
    <message>
        <source>It is with {who} ({facts}) now.</source>
        <translation>Ahora lo tiene {who} ({facts}).</translation>
    </message>
    <message>
        <source>No chart resembles the person that was sent.</source>
        <translation>Ningún expediente se parece a la persona que indicó el laboratorio.</translation>
    </message>
    <message>
        <source>The laboratory sent it for {name}.</source>
        <translation>El laboratorio lo envió para {name}.</translation>
    </message>
    <message>
        <source>The laboratory sent the birth date {sent}, the chart has {kept}.</source>
        <translation>El laboratorio envió la fecha de nacimiento {sent}; el expediente tiene {kept}.</translation>
    </message>
    <message>
        <source>The result goes to the results of {who} ({number}); nothing is shown to the patient before it is released.</source>
        <translation>El resultado pasa a los resultados de {who} ({number}); al paciente no se le muestra nada antes de publicarlo.</translation>
    </message>
    <message>
        <source>Two charts match about equally well. Look at both.</source>
        <translation>Dos expedientes coinciden casi por igual. Mire ambos.</translation>
    </message>
    <message>
        <source>Whose result is it?</source>
        <translation>¿De quién es el resultado?</translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message numerus="yes">
        <source>%n file(s) added.</source>
        <translation>
            <numerusform>%n archivo agregado.</numerusform>
            <numerusform>%n archivos agregados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not published. They are left out for good, and nobody gets them.</source>
        <translation>
            <numerusform>%n archivo no está publicado. Se excluye para siempre y nadie lo recibe.</numerusform>
            <numerusform>%n archivos no están publicados. Se excluyen para siempre y nadie los recibe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can not be read.</source>
        <translation>
            <numerusform>%n archivo no se puede leer.</numerusform>
            <numerusform>%n archivos no se pueden leer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out: not PDF.</source>
        <translation>
            <numerusform>%n archivo excluido: no es PDF.</numerusform>
            <numerusform>%n archivos excluidos: no son PDF.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of it missing</source>
        <translation>
            <numerusform>falta %n archivo</numerusform>
            <numerusform>faltan %n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were here already.</source>
        <translation>
            <numerusform>%n archivo ya estaba aquí.</numerusform>
            <numerusform>%n archivos ya estaban aquí.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not sent.</source>
        <translation>
            <numerusform>%n archivo no se envió.</numerusform>
            <numerusform>%n archivos no se enviaron.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) in the manifest</source>
        <translation>
            <numerusform>%n línea en el manifiesto</numerusform>
            <numerusform>%n líneas en el manifiesto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are here.</source>
        <translation>
            <numerusform>El archivo está aquí.</numerusform>
            <numerusform>Los %n archivos están aquí.</numerusform>
        </translation>
    </message>
    <message>
        <source>An upload of statements is not finished: {here} of {files} files are here.</source>
        <translation>Una carga de estados de cuenta no ha terminado: archivos aquí, {here} de {files}.</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>En comprobación</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambiado</translation>
    </message>
    <message>
        <source>Close the batch</source>
        <translation>Cerrar el lote</translation>
    </message>
    <message>
        <source>Close the batch?</source>
        <translation>¿Cerrar el lote?</translation>
    </message>
    <message>
        <source>Continue: {here} of {files} are here</source>
        <translation>Continuar: hay {here} de {files}</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vacío</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>No está</translation>
    </message>
    <message>
        <source>Line {line}: {sentence}</source>
        <translation>Línea {line}: {sentence}</translation>
    </message>
    <message>
        <source>No PDF is in there.</source>
        <translation>Ahí no hay ningún PDF.</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No aceptado</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>En pausa.</translation>
    </message>
    <message>
        <source>Reading {percent} %</source>
        <translation>Leyendo {percent} %</translation>
    </message>
    <message>
        <source>Same file</source>
        <translation>Mismo archivo</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8, at most 2 MB.</source>
        <translation>Guárdelo como CSV en UTF-8, de 2 MB como máximo.</translation>
    </message>
    <message>
        <source>Sending {percent} %</source>
        <translation>Enviando {percent} %</translation>
    </message>
    <message>
        <source>Sign in again, then continue.</source>
        <translation>Inicie sesión de nuevo y continúe.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenida.</translation>
    </message>
    <message>
        <source>The batch is held against the manifest from now on.</source>
        <translation>Desde ahora el lote se compara con el manifiesto.</translation>
    </message>
    <message>
        <source>The file can not be read: another program may have it open.</source>
        <translation>El archivo no se puede leer: quizá otro programa lo tenga abierto.</translation>
    </message>
    <message>
        <source>The file has changed since it was added. Take it as it is now.</source>
        <translation>El archivo ha cambiado desde que se agregó. Tómelo como está ahora.</translation>
    </message>
    <message>
        <source>The file is larger than 128 MB. Split it up, one statement in each file.</source>
        <translation>El archivo ocupa más de 128 MB. Divídalo: un estado de cuenta por archivo.</translation>
    </message>
    <message>
        <source>The file is not where it was. Put it back, then take it again.</source>
        <translation>El archivo no está donde estaba. Devuélvalo a su sitio y tómelo de nuevo.</translation>
    </message>
    <message>
        <source>The manifest can not be read.</source>
        <translation>El manifiesto no se puede leer.</translation>
    </message>
    <message>
        <source>The manifest can not be used as it is.</source>
        <translation>El manifiesto no se puede usar tal como está.</translation>
    </message>
    <message>
        <source>The portal does not answer. The upload goes on by itself.</source>
        <translation>El portal no contesta. La carga sigue por sí sola.</translation>
    </message>
    <message>
        <source>The portal fails at this file, while it takes others. Try again later, or tell your support.</source>
        <translation>El portal falla con este archivo, aunque acepta otros. Inténtelo más tarde o avise a su soporte.</translation>
    </message>
    <message>
        <source>The same content as {name}. It is sent once.</source>
        <translation>El mismo contenido que {name}. Se envía una sola vez.</translation>
    </message>
    <message>
        <source>The upload has stopped: your role does not allow it any more.</source>
        <translation>La carga se detuvo: su función ya no la permite.</translation>
    </message>
    <message>
        <source>The upload has stopped: your session has ended.</source>
        <translation>La carga se detuvo: su sesión ha terminado.</translation>
    </message>
    <message>
        <source>There is nothing in the file.</source>
        <translation>El archivo está vacío.</translation>
    </message>
    <message>
        <source>This batch is no longer there, or not for you.</source>
        <translation>Este lote ya no está, o no es para usted.</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Demasiado grande</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>What is with the portal stays there; the rest is remembered here.</source>
        <translation>Lo que está en el portal se queda allí; el resto se recuerda aquí.</translation>
    </message>
    <message>
        <source>With the portal</source>
        <translation>En el portal</translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s).</source>
        <translation>
            <numerusform>y %n línea más.</numerusform>
            <numerusform>y %n líneas más.</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} archivos</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} páginas</translation>
    </message>
    <message>
        <source>{here} of {files} files are here, {part} of {all}.</source>
        <translation>{here} de {files} archivos están aquí, {part} de {all}.</translation>
    </message>
    <message>
        <source>{here} of {files} files are here.</source>
        <translation>{here} de {files} archivos están aquí.</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>As sent: {value}</source>
        <translation>Valor enviado: {value}</translation>
    </message>
    <message>
        <source>Enter or a click shows the course.</source>
        <translation>Entrar o un clic muestra la evolución.</translation>
    </message>
    <message>
        <source>Flags as sent: {flags}</source>
        <translation>Marcas enviadas: {flags}</translation>
    </message>
    <message>
        <source>Group {number}</source>
        <translation>Grupo {number}</translation>
    </message>
    <message>
        <source>Range as sent: {range}</source>
        <translation>Rango enviado: {range}</translation>
    </message>
    <message>
        <source>above the range</source>
        <translation>por encima del rango</translation>
    </message>
    <message>
        <source>below the range</source>
        <translation>por debajo del rango</translation>
    </message>
    <message>
        <source>no range given</source>
        <translation>sin rango indicado</translation>
    </message>
    <message>
        <source>range above {low}</source>
        <translation>rango por encima de {low}</translation>
    </message>
    <message>
        <source>range below {high}</source>
        <translation>rango por debajo de {high}</translation>
    </message>
    <message>
        <source>range from {low}</source>
        <translation>rango desde {low}</translation>
    </message>
    <message>
        <source>range up to {high}</source>
        <translation>rango hasta {high}</translation>
    </message>
    <message>
        <source>range {low} to {high}</source>
        <translation>rango de {low} a {high}</translation>
    </message>
    <message>
        <source>see below</source>
        <translation>ver abajo</translation>
    </message>
    <message>
        <source>within the range</source>
        <translation>dentro del rango</translation>
    </message>
</context>
<context>
    <name>VisitLength</name>
    <message>
        <source> minutes</source>
        <translation> minutos</translation>
    </message>
    <message>
        <source>Length of the visit</source>
        <translation>Duración de la cita</translation>
    </message>
    <message>
        <source>One slot</source>
        <translation>Un espacio</translation>
    </message>
</context>
<context>
    <name>VoidDialog</name>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Paid of it: {amount}</source>
        <translation>Pagado: {amount}</translation>
    </message>
    <message>
        <source>Payments stay recorded: settle them with the guarantor.</source>
        <translation>Los pagos quedan registrados: aclárelos con el responsable del pago.</translation>
    </message>
    <message>
        <source>Say why in a note.</source>
        <translation>Diga el motivo en una nota.</translation>
    </message>
    <message>
        <source>Void the statement</source>
        <translation>Anular el estado de cuenta</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba %n carácter como máximo.</numerusform>
            <numerusform>Escriba %n caracteres como máximo.</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}, {amount}, of {who}: it can no longer be paid. No older statement becomes payable.</source>
        <translation>{what}, {amount}, de {who}: ya no se puede pagar. Ningún estado de cuenta anterior pasa a poder pagarse.</translation>
    </message>
</context>
<context>
    <name>WaitDialog</name>
    <message>
        <source>Choose what it waits for first.</source>
        <translation>Elija primero a qué espera.</translation>
    </message>
    <message>
        <source>For somebody in the practice</source>
        <translation>A alguien del consultorio</translation>
    </message>
    <message>
        <source>For the patient: a question is sent, and the clock stands</source>
        <translation>Al paciente: se envía una pregunta y el plazo se detiene</translation>
    </message>
    <message>
        <source>It is to be done again on</source>
        <translation>Vuelve a lo que hay que hacer el</translation>
    </message>
    <message>
        <source>Put aside until a day</source>
        <translation>Apartar hasta una fecha</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>What it waits for</source>
        <translation>A qué espera</translation>
    </message>
    <message>
        <source>What the patient reads</source>
        <translation>Lo que lee el paciente</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write what the patient shall read.</source>
        <translation>Escriba lo que debe leer el paciente.</translation>
    </message>
    <message>
        <source>Write what you need to know, in words a patient understands.</source>
        <translation>Escriba lo que necesita saber, con palabras que un paciente entienda.</translation>
    </message>
</context>
<context>
    <name>WaitListDialog</name>
    <message>
        <source>On the wait list until</source>
        <translation>En la lista de espera hasta</translation>
    </message>
    <message>
        <source>Only until</source>
        <translation>Solo hasta</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>On colleague</source>
        <translation>Espera a colega</translation>
    </message>
    <message>
        <source>On patient</source>
        <translation>Espera a paciente</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Apartado</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Waiting for a colleague</source>
        <translation>Espera a un colega</translation>
    </message>
    <message>
        <source>Waiting for the patient</source>
        <translation>Espera al paciente</translation>
    </message>
    <message>
        <source>{what} since {day}</source>
        <translation>{what} desde el {day}</translation>
    </message>
    <message>
        <source>{what}, due paused</source>
        <translation>{what}, plazo en pausa</translation>
    </message>
    <message>
        <source>{what}, until {day}</source>
        <translation>{what}, hasta el {day}</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Came again</source>
        <translation>Repetido</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Lectura fallida</translation>
    </message>
    <message>
        <source>Every message could be read.</source>
        <translation>Todos los mensajes se pudieron leer.</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Archivado</translation>
    </message>
    <message>
        <source>It is a death certificate.</source>
        <translation>Es un certificado de defunción.</translation>
    </message>
    <message>
        <source>It is a result, and of no laboratory.</source>
        <translation>Es un resultado, pero no de laboratorio.</translation>
    </message>
    <message>
        <source>It is no result, but another kind of message.</source>
        <translation>No es un resultado, sino otro tipo de mensaje.</translation>
    </message>
    <message>
        <source>It is nothing that is kept as a result.</source>
        <translation>No es nada que se guarde como resultado.</translation>
    </message>
    <message>
        <source>It may send, and has not sent anything yet.</source>
        <translation>Puede enviar, pero aún no ha enviado nada.</translation>
    </message>
    <message>
        <source>It tells public health of a case.</source>
        <translation>Notifica un caso a salud pública.</translation>
    </message>
    <message>
        <source>Its access was taken away. What it sends is not taken.</source>
        <translation>Se le retiró el acceso. Lo que envía no se acepta.</translation>
    </message>
    <message>
        <source>Last 24 hours: {total} messages, most from {time}: {most}</source>
        <translation>Últimas 24 horas: {total} mensajes; el máximo, desde las {time}: {most}</translation>
    </message>
    <message>
        <source>Last message {ago}</source>
        <translation>Último mensaje {ago}</translation>
    </message>
    <message>
        <source>Last message {ago}, number {number}</source>
        <translation>Último mensaje {ago}, número {number}</translation>
    </message>
    <message>
        <source>Much can not be read</source>
        <translation>Muchos fallos de lectura</translation>
    </message>
    <message>
        <source>No message has come yet.</source>
        <translation>Aún no ha llegado ningún mensaje.</translation>
    </message>
    <message>
        <source>No message waits to be read.</source>
        <translation>Ningún mensaje está por leerse.</translation>
    </message>
    <message>
        <source>No message was refused.</source>
        <translation>No se rechazó ningún mensaje.</translation>
    </message>
    <message>
        <source>No result waits for a chart.</source>
        <translation>Ningún resultado espera expediente.</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Sin empezar</translation>
    </message>
    <message>
        <source>Nothing for {quiet}.</source>
        <translation>Nada desde hace {quiet}.</translation>
    </message>
    <message>
        <source>Nothing for {quiet}; usually every {usual}.</source>
        <translation>Nada desde hace {quiet}; lo habitual es cada {usual}.</translation>
    </message>
    <message>
        <source>Nothing has come yet.</source>
        <translation>Aún no ha llegado nada.</translation>
    </message>
    <message>
        <source>Nothing in the last 24 hours</source>
        <translation>Nada en las últimas 24 horas</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Of {count} lines only the beginning is shown.</source>
        <translation>Líneas de las que solo se muestra el principio: {count}.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Desenlace</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>Sin acceso</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>En silencio</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>The portal can not be reached.</source>
        <translation>No se puede contactar con el portal.</translation>
    </message>
    <message>
        <source>The portal keeps the whole message.</source>
        <translation>El portal guarda el mensaje entero.</translation>
    </message>
    <message>
        <source>The sender has marked it as a test.</source>
        <translation>El remitente lo marcó como prueba.</translation>
    </message>
    <message>
        <source>This is how it was {ago}, at {time}.</source>
        <translation>Así estaba {ago} ({time}).</translation>
    </message>
    <message>
        <source>To be worked off</source>
        <translation>Por procesar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Waiting for a chart</source>
        <translation>Sin expediente</translation>
    </message>
    <message>
        <source>What a message says is for those who care for patients. Your role may see that it came.</source>
        <translation>Lo que dice un mensaje es para quienes atienden a los pacientes. Su función puede ver que llegó.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Your role has no right to watch what laboratories send. Your administrator gives it.</source>
        <translation>Su función no tiene permiso para ver lo que envían los laboratorios. Lo otorga su administrador.</translation>
    </message>
    <message>
        <source>from a folder</source>
        <translation>desde una carpeta</translation>
    </message>
    <message>
        <source>less than a minute ago</source>
        <translation>hace menos de un minuto</translation>
    </message>
    <message>
        <source>over a line (MLLP)</source>
        <translation>por una línea (MLLP)</translation>
    </message>
    <message>
        <source>over the internet (HTTP)</source>
        <translation>por internet (HTTP)</translation>
    </message>
    <message>
        <source>read in from files</source>
        <translation>leído de archivos</translation>
    </message>
    <message>
        <source>{bad} of {all} messages could not be read today. Tell the laboratory or who looks after the connection.</source>
        <translation>Hoy no se pudieron leer {bad} de {all} mensajes. Avise al laboratorio o a quien se ocupa de la conexión.</translation>
    </message>
    <message>
        <source>{begin} to {end}: {count}</source>
        <translation>De {begin} a {end}: {count}</translation>
    </message>
    <message>
        <source>{count} could not be read</source>
        <translation>{count} con lectura fallida</translation>
    </message>
    <message>
        <source>{count} further characters are not shown.</source>
        <translation>Caracteres que no se muestran: {count}.</translation>
    </message>
    <message>
        <source>{count} further parts are not shown.</source>
        <translation>Partes que no se muestran: {count}.</translation>
    </message>
    <message>
        <source>{count} lines are not shown; patient, orders and values go first.</source>
        <translation>Líneas que no se muestran: {count}; van primero el paciente, las órdenes y los valores.</translation>
    </message>
    <message>
        <source>{count} or more</source>
        <translation>{count} o más</translation>
    </message>
    <message>
        <source>{count} to be worked off, the oldest came {ago}.</source>
        <translation>{count} por procesar; el más antiguo llegó {ago}.</translation>
    </message>
    <message>
        <source>{count} waiting for a chart</source>
        <translation>{count} sin expediente</translation>
    </message>
    <message>
        <source>{outcome} · again ×{count}</source>
        <translation>{outcome} · rep. ×{count}</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>hace {time}</translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>Not possible now; see above.</source>
        <translation>Ahora no es posible; vea arriba.</translation>
    </message>
</context>
<context>
    <name>WeekBar</name>
    <message>
        <source>The next week</source>
        <translation>La semana siguiente</translation>
    </message>
    <message>
        <source>The week before</source>
        <translation>La semana anterior</translation>
    </message>
    <message>
        <source>Times as a list</source>
        <translation>Horarios en lista</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message>
        <source>Nothing has been decided. Look at it as it is now: what you wrote is kept for it.</source>
        <translation>No se ha decidido nada. Mírelo como está ahora: se conserva lo que usted escribió.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardada.</translation>
    </message>
    <message>
        <source>The item has changed while you were deciding.</source>
        <translation>El elemento cambió mientras usted decidía.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>{done}: {who}</source>
        <translation>{done}: {who}</translation>
    </message>
</context>
<context>
    <name>WordsByNameEditor</name>
    <message>
        <source>name: code, code (one line each)</source>
        <translation>nombre: código, código (uno por línea)</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Say what is missing and how to send it, in words a patient understands.</source>
        <translation>Diga qué falta y cómo enviarlo, con palabras que un paciente entienda.</translation>
    </message>
    <message>
        <source>The patient reads it with the notice.</source>
        <translation>El paciente lo lee junto con el aviso.</translation>
    </message>
    <message>
        <source>What the patient reads</source>
        <translation>Lo que lee el paciente</translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write it in words a patient understands.</source>
        <translation>Escríbalo con palabras que un paciente entienda.</translation>
    </message>
    <message>
        <source>Write what the patient shall read.</source>
        <translation>Escriba lo que debe leer el paciente.</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>several with commas between</source>
        <translation>varios separados por comas</translation>
    </message>
    <message>
        <source>{empty}; several with commas</source>
        <translation>{empty}; varios con comas</translation>
    </message>
</context>
<context>
    <name>WorkstationDetail</name>
    <message>
        <source>Access ended</source>
        <translation>Fin del acceso</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Visto por última vez</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Unsent decisions</source>
        <translation>Decisiones sin enviar</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>De quién</translation>
    </message>
    <message>
        <source>You are sitting at this computer.</source>
        <translation>Usted está sentado ante este equipo.</translation>
    </message>
    <message>
        <source>the portal, or another practice</source>
        <translation>el portal u otro consultorio</translation>
    </message>
</context>
<context>
    <name>WorkstationsTable</name>
    <message>
        <source>Computers</source>
        <translation>Equipos</translation>
    </message>
</context>
<context>
    <name>WorkstationsView</name>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n equipo</numerusform>
            <numerusform>%n equipos</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a computer.</source>
        <translation>Elija un equipo.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>Equipos</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Search by person or computer</source>
        <translation>Buscar por persona o equipo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n computer(s)</source>
        <translation>
            <numerusform>{shown} de %n equipo</numerusform>
            <numerusform>{shown} de %n equipos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Facts</name>
    <message>
        <source>Came</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Remitente</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
</context>
<context>
    <name>_Found</name>
    <message>
        <source>Accounts that were found</source>
        <translation>Cuentas encontradas</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Show the first request</source>
        <translation>Mostrar la primera solicitud</translation>
    </message>
</context>
<context>
    <name>_Span</name>
    <message>
        <source>{day}, from</source>
        <translation>{day}, desde</translation>
    </message>
    <message>
        <source>{day}, until</source>
        <translation>{day}, hasta</translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Failed invitations</source>
        <translation>Invitaciones fallidas</translation>
    </message>
</context>
</TS>
