<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
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
    <name>Agreement</name>
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
        <translation>Ofrecer horarios</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Ofrecida</translation>
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
        <source>{who} gets no appointment, and reads the reason you choose.</source>
        <translation>{who} no recibe cita y lee el motivo que usted elija.</translation>
    </message>
    <message>
        <source>{who} is asked to choose one of the times; they are held meanwhile.</source>
        <translation>Se pide a {who} que elija uno de los horarios; entretanto quedan apartados.</translation>
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
        <source>Times in the zone of the practice, {zone}.</source>
        <translation>Horas en la zona del consultorio, {zone}.</translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation>{who} escribe</translation>
    </message>
</context>
<context>
    <name>Asked</name>
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
        <source>Asked by</source>
        <translation>Pedido por</translation>
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
    <name>AttentionCard</name>
    <message>
        <source>A colleague had decided the same.</source>
        <translation>Un colega había decidido lo mismo.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Enterado</translation>
    </message>
    <message>
        <source>I have read it (Del)</source>
        <translation>Lo he leído (Supr)</translation>
    </message>
    <message>
        <source>Item without a name</source>
        <translation>Elemento sin nombre</translation>
    </message>
    <message>
        <source>Now:</source>
        <translation>Ahora:</translation>
    </message>
    <message>
        <source>Show item</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>You decided at {time}: {what}</source>
        <translation>Usted decidió a las {time}: {what}</translation>
    </message>
    <message>
        <source>You decided: {what}</source>
        <translation>Usted decidió: {what}</translation>
    </message>
    <message>
        <source>You wrote, and the patient has not read: {words}</source>
        <translation>Usted escribió, y el paciente no ha leído: {words}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>por {name}</translation>
    </message>
    <message>
        <source>by {name}, {time}</source>
        <translation>por {name}, {time}</translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message numerus="yes">
        <source>%n decision(s) were not accepted. Read why, then acknowledge.</source>
        <translation>
            <numerusform>%n decisión no fue aceptada. Lea por qué y márquela como leída.</numerusform>
            <numerusform>%n decisiones no fueron aceptadas. Lea por qué y márquelas como leídas.</numerusform>
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
        <source>The portal has accepted everything you decided.</source>
        <translation>El portal ha aceptado todo lo que usted decidió.</translation>
    </message>
    <message>
        <source>What it does not accept waits here until you have read why.</source>
        <translation>Lo que no acepte espera aquí hasta que usted haya leído por qué.</translation>
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
        <source>Items of several queues can not be decided together.</source>
        <translation>No se pueden decidir juntos elementos de varias colas.</translation>
    </message>
    <message>
        <source>{action} {number}…</source>
        <translation>{action} {number}…</translation>
    </message>
</context>
<context>
    <name>BulkDecision</name>
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
        <source>{action} {number}</source>
        <translation>{action} {number}</translation>
    </message>
    <message>
        <source>{action}: {items}</source>
        <translation>{action}: {items}</translation>
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
        <source>They are sent as soon as the portal answers.</source>
        <translation>Se envían en cuanto el portal conteste.</translation>
    </message>
    <message>
        <source>What became of each</source>
        <translation>Qué fue de cada una</translation>
    </message>
    <message>
        <source>What is saved is sent as soon as the portal answers. What was not taken is as it was.</source>
        <translation>Lo guardado se envía en cuanto el portal conteste. Lo que no se tomó queda como estaba.</translation>
    </message>
    <message numerus="yes">
        <source>{saved}, %n not taken</source>
        <translation>
            <numerusform>{saved}, %n sin tomar</numerusform>
            <numerusform>{saved}, %n sin tomar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkOutcomes</name>
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
    <name>ChartChoice</name>
    <message>
        <source>A second chart for the same person is hard to mend.</source>
        <translation>Un segundo expediente de la misma persona es difícil de corregir.</translation>
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
        <source>May be a twin or relative</source>
        <translation>Puede ser gemelo o pariente</translation>
    </message>
    <message>
        <source>Possible match</source>
        <translation>Coincidencia posible</translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation>Coincidencia fuerte</translation>
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
        <source>%n refill(s) left: the pharmacy can fill it without a renewal.</source>
        <translation>
            <numerusform>Queda %n resurtido: la farmacia puede surtirlo sin renovación.</numerusform>
            <numerusform>Quedan %n resurtidos: la farmacia puede surtirlo sin renovación.</numerusform>
        </translation>
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
        <source>Due since {day}.</source>
        <translation>Corresponde desde el {day}.</translation>
    </message>
    <message>
        <source>It has been stopped.</source>
        <translation>Se ha suspendido.</translation>
    </message>
    <message>
        <source>It was prescribed on {day}.</source>
        <translation>Se recetó el {day}.</translation>
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
        <source>Schedule {schedule}: the law allows %n more refill(s).</source>
        <translation>
            <numerusform>Lista {schedule}: la ley permite %n resurtido más.</numerusform>
            <numerusform>Lista {schedule}: la ley permite %n resurtidos más.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped on {day}.</source>
        <translation>Suspendido el {day}.</translation>
    </message>
    <message>
        <source>Stopped on {day}: {reason}.</source>
        <translation>Suspendido el {day}: {reason}.</translation>
    </message>
    <message>
        <source>The chart says that the patient has died.</source>
        <translation>El expediente dice que el paciente ha fallecido.</translation>
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
        <source>to be weighed</source>
        <translation>por sopesar</translation>
    </message>
    <message>
        <source>{check} (a check this version does not know)</source>
        <translation>{check} (una comprobación que esta versión no conoce)</translation>
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
        <source>Go to {place}</source>
        <translation>Ir a {place}</translation>
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
        <source>Refresh</source>
        <translation>Actualizar</translation>
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
        <source>Show what waits</source>
        <translation>Mostrar lo pendiente</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Text size: {percent} %</source>
        <translation>Tamaño del texto: {percent} %</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Deshacer la última decisión</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Concerned</source>
        <translation>Afectados</translation>
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
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
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
        <source>For colleagues. The patient never sees it.</source>
        <translation>Para los colegas. El paciente nunca la ve.</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Internal note, not for the patient</source>
        <translation>Nota interna, no para el paciente</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
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
    <message>
        <source>as it arrives</source>
        <translation>tal como llega</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Ask the practice&apos;s administrator to give you a role.</source>
        <translation>Pida al administrador del consultorio que le asigne una función.</translation>
    </message>
    <message>
        <source>It goes on when you refresh (F5) or decide.</source>
        <translation>Continúa cuando usted actualice (F5) o decida.</translation>
    </message>
    <message>
        <source>The first load is stopped: not everything that waits is shown.</source>
        <translation>La primera carga está detenida: no se muestra todo lo pendiente.</translation>
    </message>
    <message>
        <source>You do not belong to any practice yet.</source>
        <translation>Usted aún no pertenece a ningún consultorio.</translation>
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
        <source>Appointment</source>
        <translation>Cita</translation>
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
        <source>Asked for one too. It waits in Appointments and is decided there.</source>
        <translation>También pidió una. Espera en Citas y se decide allí.</translation>
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
        <source>Terms</source>
        <translation>Condiciones</translation>
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
        <source>{who} is asked for more; the enrollment keeps waiting.</source>
        <translation>Se pide más información a {who}; la inscripción sigue pendiente.</translation>
    </message>
</context>
<context>
    <name>EnrollmentBody</name>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Also submitted</source>
        <translation>También enviado</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Chart {number}</source>
        <translation>Expediente {number}</translation>
    </message>
    <message>
        <source>Chart {number} has an account already; it can not get another.</source>
        <translation>El expediente {number} ya tiene una cuenta; no puede recibir otra.</translation>
    </message>
    <message>
        <source>Chart {number} is of a person who has died.</source>
        <translation>El expediente {number} es de una persona fallecida.</translation>
    </message>
    <message>
        <source>Choose the chart that the account belongs to, or a new chart.</source>
        <translation>Elija el expediente al que pertenece la cuenta, o uno nuevo.</translation>
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
        <source>Make sure that a guardian stands behind this request.</source>
        <translation>Compruebe que un tutor respalda esta solicitud.</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Menor de edad</translation>
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
        <source>The applicant has not accepted the terms, so there can be no account.</source>
        <translation>El solicitante no ha aceptado las condiciones, así que no puede haber cuenta.</translation>
    </message>
    <message>
        <source>The applicant is a minor: {age} old.</source>
        <translation>El solicitante es menor de edad: {age}.</translation>
    </message>
    <message>
        <source>The terms have not been accepted.</source>
        <translation>Las condiciones no se han aceptado.</translation>
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
        <source>Below scale</source>
        <translation>Bajo la escala</translation>
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
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
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
        <source>Overdue</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>The patient reads: {text}</source>
        <translation>El paciente lee: {text}</translation>
    </message>
    <message>
        <source>You decided: {done}; not answered yet</source>
        <translation>Usted decidió: {done}; aún sin respuesta</translation>
    </message>
    <message>
        <source>{done} by {name}</source>
        <translation>{done} por {name}</translation>
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
    <name>ItemPanel</name>
    <message>
        <source>Item</source>
        <translation>Elemento</translation>
    </message>
    <message>
        <source>No item is chosen</source>
        <translation>No hay nada elegido</translation>
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
    <name>LockCover</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent; they are safe here.</source>
        <translation>
            <numerusform>%n decisión espera a enviarse; aquí está a salvo.</numerusform>
            <numerusform>%n decisiones esperan a enviarse; aquí están a salvo.</numerusform>
        </translation>
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
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
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
    <name>Messages</name>
    <message>
        <source>A colleague is working on this item.</source>
        <translation>Un colega está trabajando en este elemento.</translation>
    </message>
    <message>
        <source>Ask a colleague who may, or your administrator.</source>
        <translation>Pídalo a un colega que pueda, o a su administrador.</translation>
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
        <source>Refresh the queue.</source>
        <translation>Actualice la cola.</translation>
    </message>
    <message>
        <source>Set the clock, or tell your support.</source>
        <translation>Ajuste el reloj, o avise a su soporte.</translation>
    </message>
    <message>
        <source>Sign in again to send them.</source>
        <translation>Inicie sesión de nuevo para enviarlas.</translation>
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
        <source>The demo practice could not be started.</source>
        <translation>No se pudo iniciar el consultorio de demostración.</translation>
    </message>
    <message>
        <source>The file with unsent decisions can not be read.</source>
        <translation>No se puede leer el archivo con las decisiones sin enviar.</translation>
    </message>
    <message>
        <source>The key of this workstation can not be had.</source>
        <translation>No se puede obtener la clave de este equipo.</translation>
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
        <source>This could not be done.</source>
        <translation>Esto no se pudo hacer.</translation>
    </message>
    <message>
        <source>This is no longer there, or not for you.</source>
        <translation>Esto ya no está, o no es para usted.</translation>
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
        <source>Try again; if it stays so, tell your support.</source>
        <translation>Inténtelo de nuevo; si sigue así, avise a su soporte.</translation>
    </message>
    <message>
        <source>Unlock the system&apos;s keyring, or enter the passphrase of this workstation.</source>
        <translation>Desbloquee el llavero del sistema, o escriba la frase de acceso de este equipo.</translation>
    </message>
    <message>
        <source>Wait a few minutes and try again.</source>
        <translation>Espere unos minutos e inténtelo de nuevo.</translation>
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
    <name>Offers</name>
    <message>
        <source>There is nothing for you to decide here.</source>
        <translation>Aquí no hay nada que usted deba decidir.</translation>
    </message>
    <message>
        <source>{action} with words to the patient…</source>
        <translation>{action} con unas palabras al paciente…</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Escriba la frase de acceso.</translation>
    </message>
    <message>
        <source>It opens what is kept encrypted on this computer.</source>
        <translation>Abre lo que se guarda cifrado en este equipo.</translation>
    </message>
    <message>
        <source>Nobody can recover it. Without it, decisions that were not sent yet are lost.</source>
        <translation>Nadie puede recuperarla. Sin ella se pierden las decisiones que aún no se enviaron.</translation>
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
        <source>Passphrase of this workstation</source>
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
        <source>Protect this workstation</source>
        <translation>Proteger este equipo</translation>
    </message>
    <message numerus="yes">
        <source>The passphrase is %n character(s) too short.</source>
        <translation>
            <numerusform>A la frase de acceso le falta %n carácter.</numerusform>
            <numerusform>A la frase de acceso le faltan %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not alike; type it once more.</source>
        <translation>Las dos no son iguales; escríbala otra vez.</translation>
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
        <source>Unlock this workstation</source>
        <translation>Desbloquear este equipo</translation>
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
        <source>A colleague is working on this item.</source>
        <translation>Un colega está trabajando en este elemento.</translation>
    </message>
    <message>
        <source>A newer version has taken its place.</source>
        <translation>Una versión más nueva ocupa su lugar.</translation>
    </message>
    <message>
        <source>A rule of the practice or of the law forbids it.</source>
        <translation>Lo prohíbe una regla del consultorio o de la ley.</translation>
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
        <source>It waits here.</source>
        <translation>Espera aquí.</translation>
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
        <source>Look whether the item has changed, and tell your support.</source>
        <translation>Mire si el elemento ha cambiado, y avise a su soporte.</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Aún no se ha hecho nada.</translation>
    </message>
    <message>
        <source>Open the item, fill in what it needs and decide again.</source>
        <translation>Abra el elemento, complete lo que falta y decida de nuevo.</translation>
    </message>
    <message>
        <source>Open the item: its checks say which rule it is.</source>
        <translation>Abra el elemento: sus comprobaciones dicen qué regla es.</translation>
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
        <source>Something went wrong in the portal.</source>
        <translation>Algo falló en el portal.</translation>
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
        <source>The user name, password or code is wrong.</source>
        <translation>El nombre de usuario, la contraseña o el código no son correctos.</translation>
    </message>
    <message>
        <source>There is nothing left to do.</source>
        <translation>No queda nada por hacer.</translation>
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
        <source>Your role does not allow this, or no longer.</source>
        <translation>Su función no lo permite, o ya no.</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
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
        <source>the oldest for {age}</source>
        <translation>la más antigua desde hace {age}</translation>
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
        <source>Show: {view}</source>
        <translation>Mostrar: {view}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>What comes in appears here by itself.</source>
        <translation>Lo que llegue aparece aquí por sí solo.</translation>
    </message>
    <message>
        <source>What is decided here or by colleagues appears here.</source>
        <translation>Aquí aparece lo que se decide aquí o lo deciden los colegas.</translation>
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
    <name>Reasons</name>
    <message>
        <source>A consent or legal condition is not met (171.202)</source>
        <translation>Falta un consentimiento o requisito legal (171.202)</translation>
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
        <source>A referral is needed</source>
        <translation>Hace falta una referencia</translation>
    </message>
    <message>
        <source>A visit is needed first</source>
        <translation>Antes hace falta una visita</translation>
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
        <source>No new patients at this time</source>
        <translation>Por ahora no se admiten pacientes nuevos</translation>
    </message>
    <message>
        <source>No suitable time</source>
        <translation>No hay horario adecuado</translation>
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
        <source>State law demands a delay</source>
        <translation>La ley estatal exige una espera</translation>
    </message>
    <message>
        <source>Suspected fraud; the applicant is not told so</source>
        <translation>Sospecha de fraude; no se le dice al solicitante</translation>
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
        <source>The laboratory made a mistake</source>
        <translation>El laboratorio cometió un error</translation>
    </message>
    <message>
        <source>The law asks for a new prescription</source>
        <translation>La ley exige una receta nueva</translation>
    </message>
    <message>
        <source>The patient asked not to share it (171.202)</source>
        <translation>El paciente pidió no compartirlo (171.202)</translation>
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
        <source>The symptoms need a call</source>
        <translation>Los síntomas requieren una llamada</translation>
    </message>
    <message>
        <source>Too far ahead, or too soon</source>
        <translation>Demasiado lejos o demasiado pronto</translation>
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
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
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
        <source>Renewals</source>
        <translation>Renovaciones</translation>
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
        <source>{who} gets no renewal, and reads the reason you choose.</source>
        <translation>{who} no recibe la renovación y lee el motivo que usted elija.</translation>
    </message>
</context>
<context>
    <name>RefillBody</name>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Pedido por</translation>
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
        <source>{proxy} for {patient}</source>
        <translation>{proxy} en nombre de {patient}</translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation>{who} escribe</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
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
    <name>Result</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message>
        <source>Hold…</source>
        <translation>Retener…</translation>
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
        <source>The result is taken back from {who}.</source>
        <translation>El resultado se retira de la cuenta de {who}.</translation>
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
        <source>Speak to the patient before they read it on their own.</source>
        <translation>Hable con el paciente antes de que lo lea por su cuenta.</translation>
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
        <source>The report has no values.</source>
        <translation>El informe no tiene valores.</translation>
    </message>
    <message>
        <source>This is not a laboratory result; it can not be released here.</source>
        <translation>Esto no es un resultado de laboratorio; no se puede publicar aquí.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more value(s)</source>
        <translation>
            <numerusform>y %n valor más</numerusform>
            <numerusform>y %n valores más</numerusform>
        </translation>
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
        <source>For colleagues. The patient never sees it.</source>
        <translation>Para los colegas. El paciente nunca la ve.</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Internal note, not for the patient</source>
        <translation>Nota interna, no para el paciente</translation>
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
        <source>waiting {age}</source>
        <translation>esperando {age}</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>con {name}</translation>
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
        <source>Lock</source>
        <translation>Bloquear</translation>
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
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Checking the code…</source>
        <translation>Comprobando el código…</translation>
    </message>
    <message>
        <source>Opening this workstation&apos;s store…</source>
        <translation>Abriendo el almacén de este equipo…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation>Portal Console</translation>
    </message>
    <message>
        <source>Sign in · Portal Console</source>
        <translation>Iniciar sesión · Portal Console</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Trabajando</translation>
    </message>
</context>
<context>
    <name>SlotPicker</name>
    <message>
        <source>Choose a time to book, or up to three with Ctrl or Space to offer.</source>
        <translation>Elija un horario para reservar, o hasta tres con Ctrl o Espacio para ofrecer.</translation>
    </message>
    <message>
        <source>Dashed: kept for another kind of visit.</source>
        <translation>Con rayas: reservado para otro tipo de cita.</translation>
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
        <source>Several times can only be offered.</source>
        <translation>Varios horarios solo pueden ofrecerse.</translation>
    </message>
    <message>
        <source>Shaded: asked for.</source>
        <translation>Sombreado: lo pedido.</translation>
    </message>
    <message>
        <source>Three times at most can be offered. Let go of one first.</source>
        <translation>Se pueden ofrecer como máximo tres horarios. Quite uno primero.</translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n free</source>
        <translation>
            <numerusform>{name}: %n libre</numerusform>
            <numerusform>{name}: %n libres</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} is not free any more. Choose another time.</source>
        <translation>{time} ya no está libre. Elija otro horario.</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Asked back</source>
        <translation>Consultada</translation>
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
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Ofrecida</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Retenido</translation>
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
        <source>Waiting</source>
        <translation>Pendiente</translation>
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
    <name>TopBar</name>
    <message>
        <source>All commands (Ctrl+K)</source>
        <translation>Todas las órdenes (Ctrl+K)</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Órdenes</translation>
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
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>Enter or a click shows the course.</source>
        <translation>Entrar o un clic muestra la evolución.</translation>
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
        <source>within the range</source>
        <translation>dentro del rango</translation>
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
        <source>With</source>
        <translation>Con</translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message>
        <source>Nothing has been decided. Look at it as it is now.</source>
        <translation>No se ha decidido nada. Mírelo como está ahora.</translation>
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
    <message>
        <source>Write what the patient shall read.</source>
        <translation>Escriba lo que debe leer el paciente.</translation>
    </message>
</context>
</TS>
